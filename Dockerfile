# The application: nginx with a static site. Base image from Amazon's public registry, which does not limit pulls.
ARG BASE_IMAGE=public.ecr.aws/nginx/nginx:1.29-alpine
FROM ${BASE_IMAGE}

ARG VERSION=development
LABEL org.opencontainers.image.title="ecs-demo" \
      org.opencontainers.image.version="${VERSION}"

COPY app/nginx.conf /etc/nginx/nginx.conf
COPY app/site/ /usr/share/nginx/html/

# The version shows on the pages. An ordinary user may not listen below port 1024, so nginx gets leave to do so.
RUN sed -i "s/{{version}}/${VERSION}/g" /usr/share/nginx/html/*.html \
 && apk add --no-cache --virtual .setcap libcap \
 && setcap cap_net_bind_service=+ep /usr/sbin/nginx \
 && apk del .setcap

USER 101
EXPOSE 80
HEALTHCHECK --interval=10s --timeout=3s CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1/healthz"]
CMD ["nginx", "-g", "daemon off;"]
