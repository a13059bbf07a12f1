"""`python -m service extract …`"""

from service.cli import main

main()
