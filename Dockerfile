# Một Cửa in one image, without torch. Build: docker build -t motcua .
FROM python:3.11-slim AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY motcua motcua
COPY bots bots
COPY evals evals
COPY assistant assistant
COPY ingest ingest
COPY knowledge knowledge
COPY tts tts
RUN python -m venv /opt/motcua \
 && /opt/motcua/bin/pip install --no-cache-dir -c constraints.txt ".[bots,chat,postgres,speech,sso]"

FROM python:3.11-slim
# Scanned documents need tesseract; `motcua backup` of PostgreSQL needs a pg_dump not older than the server.
RUN apt-get update \
 && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-vie postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/motcua --create-home motcua
COPY --from=build /opt/motcua /opt/motcua
ENV PATH=/opt/motcua/bin:$PATH PYTHONUNBUFFERED=1 MOTCUA_HOME=/var/lib/motcua
USER motcua
VOLUME /var/lib/motcua
EXPOSE 8000
HEALTHCHECK --start-period=5m --interval=30s --timeout=15s CMD ["python", "-c", \
  "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=10)"]
CMD ["motcua", "serve", "--host", "0.0.0.0", "--port", "8000"]
