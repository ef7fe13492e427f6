# One image for `underheard nightly`, for a Prefect worker and for every other command.
FROM python:3.11-slim-bookworm AS build
WORKDIR /opt/underheard
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --upgrade "pip>=25.1"
# The CPU build of torch: the default one brings gigabytes of GPU libraries.
COPY constraints.txt ./
RUN .venv/bin/pip install --no-cache-dir --constraint constraints.txt \
      --index-url https://download.pytorch.org/whl/cpu torch
COPY pyproject.toml README.md LICENSE ./
COPY corpus corpus
COPY models models
COPY reports reports
COPY flows flows
RUN .venv/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim-bookworm
# libgomp1: torch and scikit-learn. Old Word files (doc, rtf) need libreoffice-writer-nogui besides.
RUN apt-get update && apt-get install --yes --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /state underheard \
    && mkdir /data && chown underheard: /data
COPY --from=build /opt/underheard/.venv /opt/underheard/.venv
# What a worker deploys: Prefect loads a flow by its file.
COPY prefect.yaml /opt/underheard/
COPY flows /opt/underheard/flows
ENV PATH=/opt/underheard/.venv/bin:$PATH \
    XDG_STATE_HOME=/state \
    XDG_CACHE_HOME=/state/cache \
    PYTHONUNBUFFERED=1
USER underheard
WORKDIR /data
VOLUME ["/data", "/state"]
ENTRYPOINT ["underheard"]
CMD ["nightly", "/data/consultation.yaml", "--output", "/data/output"]
