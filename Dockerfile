# Köprü for production: one process, one origin, no state of its own. See docs/operations.md.
# The database, search, fan-out and mail come from outside (docker-compose.yml), so the embedded PostgreSQL is left out.

FROM node:24-slim AS build
WORKDIR /app
# The manifests first: the packages are fetched again only when they change.
COPY package.json package-lock.json .npmrc ./
COPY schema/package.json schema/
COPY search/package.json search/
COPY api/package.json api/
COPY web/package.json web/
COPY tests/package.json tests/
# The image has Node 24 already, so no install script has to bring it.
RUN npm ci --include=dev --ignore-scripts
COPY tsconfig.base.json ./
COPY schema schema
COPY search search
COPY api api
COPY web web
RUN rm -rf node_modules/.bin/node && npm run build --workspace web && npm run build --workspace api

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY schema/package.json schema/
COPY search/package.json search/
COPY api/package.json api/
COPY web/package.json web/
COPY tests/package.json tests/
RUN npm ci --omit=dev --omit=optional --ignore-scripts && rm -rf node_modules/node node_modules/.bin/node

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app ./
COPY --from=build /app/api/dist api/dist
COPY --from=build /app/web/build web/build
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: the process gets SIGTERM itself and finishes what it is doing.
CMD ["node", "--enable-source-maps", "api/dist/main.js"]
