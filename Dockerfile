# The application: nginx with a static site. The base image is the Docker Official Image, from Amazon's public registry, which
# mirrors those and does not limit pulls as much. Dependabot moves tag and digest; it can't read an ARG.
FROM public.ecr.aws/docker/library/nginx:1.30.5-alpine-slim@sha256:32463212baf0e7d91aded2e9b843a4f2b9e017804b8c9d5bae7b51dcef64389c

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
ARG REVISION=""
ARG CREATED=""
ARG SOURCE=""
LABEL org.opencontainers.image.title="ecs-demo" \
      org.opencontainers.image.description="Static site on Amazon ECS that shows its version" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}"
