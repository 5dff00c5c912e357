#!/bin/sh
# A Chromium and Chinese fonts for the browser tests, where they are missing.
set -eu

if command -v chromium >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; then
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium and Chinese fonts: apt-get install chromium fonts-noto-cjk fontconfig" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
