# The application: nginx with a static site. Base image from Amazon's public registry, which does not limit pulls.
ARG BASE_IMAGE=public.ecr.aws/nginx/nginx:1.30-alpine-slim
FROM ${BASE_IMAGE}

COPY app/nginx.conf /etc/nginx/nginx.conf
COPY app/site/ /srv/site/
WORKDIR /srv/site

# What an image tag may hold: letters, digits, dot, dash and underscore.
ARG VERSION=development

# The version shows on the pages. They ask for the stylesheet by a name with its hash, which browsers may keep for ever.
# Fargate lets no ordinary user listen below port 1024, so nginx gets leave to do so. The package that grants it is gone
# afterwards; its version is the base image's matter.
# hadolint ignore=DL3018
RUN case "${VERSION}" in \
      "" | *[!A-Za-z0-9._-]*) echo "VERSION ${VERSION} is not an image tag: use letters, digits, . _ and -" >&2; exit 1 ;; \
    esac \
 && hash="$(sha256sum styles.css)" \
 && hashed="styles.$(printf %.8s "${hash}").css" \
 && cp styles.css "${hashed}" \
 && sed -i -e "s/{{version}}/${VERSION}/g" -e "s/styles\.css/${hashed}/g" -- *.html \
 && chmod -R a+rX . \
 && apk add --no-cache --virtual .setcap libcap \
 && setcap cap_net_bind_service=+ep /usr/sbin/nginx \
 && apk del --no-network .setcap

# With a read-only root, a volume that the task mounts here gets the access rights of the image's folder: everyone's.
VOLUME ["/tmp"]
USER 101:101
EXPOSE 80
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/healthz"]
# Requests under way are answered before nginx ends.
STOPSIGNAL SIGQUIT
# Without the base image's start scripts: they write its own configuration, which is not in use.
ENTRYPOINT []
CMD ["nginx", "-g", "daemon off;"]

# Last, because they differ in each build.
ARG BASE_IMAGE
ARG REVISION=""
ARG CREATED=""
ARG SOURCE=""
LABEL org.opencontainers.image.title="ecs-demo" \
      org.opencontainers.image.description="Static site on Amazon ECS that shows its version" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="${BASE_IMAGE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}"
