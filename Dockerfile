# Retort in containers (docs/packages.md), on Debian 12:
#
#   docker build --target retort -t retort .       the program:  docker run --rm -v "$PWD:/project" retort upgrade head
#   docker build --target packages -t packages .   the Debian packages, in /src/build/package
#   examples/server/compose.yaml                   a database, its migrations, and then the server

FROM debian:12 AS packages
WORKDIR /src
COPY tools/install-deps tools/install-deps
RUN tools/install-deps build package
COPY . .
RUN cmake --preset package && cmake --build --preset package && cpack --preset package

FROM debian:12-slim AS retort
COPY --from=packages /src/build/package/libretort_*.deb /src/build/package/retort_*.deb /packages/
RUN apt-get update \
 && apt-get install --yes --no-install-recommends /packages/*.deb \
 && rm -rf /var/lib/apt/lists/* /packages
WORKDIR /project
# Which environment of retort.toml is meant: -e RETORT_ENV=... says another one.
ENV RETORT_ENV=production XDG_CACHE_HOME=/tmp/cache
USER 10001:10001
ENTRYPOINT ["retort"]
CMD ["status"]

FROM packages AS server-build
RUN apt-get install --yes --no-install-recommends /src/build/package/libretort_*.deb /src/build/package/libretort-dev_*.deb
WORKDIR /src/examples/server
RUN cmake -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
 && cmake --build build \
 && cmake --install build --prefix /installed

FROM debian:12-slim AS server
COPY --from=packages /src/build/package/libretort_*.deb /packages/
RUN apt-get update \
 && apt-get install --yes --no-install-recommends /packages/*.deb \
 && rm -rf /var/lib/apt/lists/* /packages
COPY --from=server-build /installed/bin/ /usr/local/bin/
WORKDIR /notes
COPY examples/server/retort.toml ./
COPY examples/server/db/versions/ db/versions/
ENV RETORT_ENV=production XDG_CACHE_HOME=/tmp/cache
USER 10001:10001
EXPOSE 8080
CMD ["notes-server"]
