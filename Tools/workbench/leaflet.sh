#!/bin/sh
# Writes Sources/ConstatWorkbench/Resources/vendor/leaflet.js and leaflet.css from Debian's package libjs-leaflet.
# Needs apt-get and dpkg-deb; run it again to take in another version, after changing `version` here and in NOTICE.
set -eu
cd "$(dirname "$0")/../.."

version='1.7.1~dfsg-7'
vendor=Sources/ConstatWorkbench/Resources/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && apt-get download "libjs-leaflet=$version") >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
dpkg-deb -x "$work"/libjs-leaflet_*.deb "$work/package"
files=$work/package/usr/share/javascript/leaflet
copyright=$work/package/usr/share/doc/libjs-leaflet/copyright
grep -q '^License: BSD-2-clause$' "$copyright" || { echo "the licence is no longer BSD-2-Clause: $copyright" >&2; exit 1; }

notice="/* Leaflet (Debian libjs-leaflet $version). Copyright (c) 2010-2019 Vladimir Agafonkin, 2010-2011 CloudMade.
   BSD-2-Clause; the text stands in NOTICE. Written by Tools/workbench/leaflet.sh; do not edit. */"
mkdir -p "$vendor"

# The map of the sources is not shipped, so the line that asks for it goes.
{ echo "$notice"; sed '/^\/\/# sourceMappingURL=/d' "$files/leaflet.min.js"; } >"$vendor/leaflet.js"

# Only rules that ask for a file (images, an Internet Explorer behaviour) name an address: we use none of them.
{ echo "$notice"; sed -E 's/([^};]*\{)?[^{};]*:url\([^)]*\);?/\1/g; s#/\*\# sourceMappingURL=[^*]*\*/##' "$files/leaflet.css"; } >"$vendor/leaflet.css"

if grep -q 'url(' "$vendor/leaflet.css" || grep -q sourceMappingURL "$vendor"/leaflet.*; then
    echo "$vendor still names files that are not there" >&2
    exit 1
fi
wc -c "$vendor/leaflet.js" "$vendor/leaflet.css"
