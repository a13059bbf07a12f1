# docker build -t newsfacts . && docker run --read-only --tmpfs /tmp -p 8000:8000 newsfacts

ARG PYTHON=3.12-slim-bookworm

FROM python:${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
# The packages change seldom, the code often: a layer each.
COPY requirements/run.txt /tmp/
RUN python -m venv --without-pip /venv \
 && python -m pip --python /venv/bin/python install --no-compile --require-hashes --only-binary :all: -r /tmp/run.txt \
 && find /venv -type d -name tests -prune -exec rm -r {} + \
 && /venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /venv/lib
# What is in /venv, for scanners: the image's bill of materials. Its maker stays behind.
COPY requirements/sbom.txt pyproject.toml /tmp/
RUN python -m venv --without-pip /sbom \
 && python -m pip --python /sbom/bin/python install --require-hashes --only-binary :all: -r /tmp/sbom.txt \
 && mkdir /app \
 && /sbom/bin/cyclonedx-py environment --output-reproducible --output-format JSON --mc-type application \
      --pyproject /tmp/pyproject.toml -o /app/newsfacts.cdx.json /venv/bin/python
WORKDIR /app
COPY gunicorn.conf.py LICENSE ./
COPY LICENSES LICENSES
COPY newsfacts newsfacts
COPY schemas schemas
COPY service service
RUN /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash . \
 && printf '#!/bin/sh\nPYTHONPATH="/app${PYTHONPATH:+:$PYTHONPATH}" exec /venv/bin/python -P -m service "$@"\n' \
      > /venv/bin/newsfacts \
 && chmod +x /venv/bin/newsfacts

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="newsfacts" \
      org.opencontainers.image.description="News articles in; entities, quotes with speakers, and numeric claims out" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# Nothing is written but shared memory (/dev/shm) and, where that is missing, /tmp.
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp NEWSFACTS_HOST=0.0.0.0
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import http.client as h, os; c = h.HTTPConnection('127.0.0.1', int(os.environ.get('PORT') or 8000), timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
CMD ["python", "-m", "service.serve"]
