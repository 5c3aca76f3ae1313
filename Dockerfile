FROM node:26-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node, and nothing in the tree needs an install script.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --loglevel=error && npm cache clean --force

FROM node:26-slim
ENV NODE_ENV=production DATABASE_URL=sqlite:/data/decisions.db
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json LICENSE manifest.json ./
COPY data data
COPY prompts prompts
COPY src src
COPY scripts/healthcheck.ts scripts/healthcheck.ts
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s --retries=3 CMD ["node", "scripts/healthcheck.ts"]
# Run with: docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges -v decisions:/data
CMD ["node", "src/main.ts"]
