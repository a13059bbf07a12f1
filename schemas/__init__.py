"""What goes over the wire: requests, facts and problems, as marshmallow schemas.

`openapi.yaml` is made from these classes. They know the shapes of the facts (`newsfacts.facts`, plain data) and
neither Flask nor spaCy.
"""
