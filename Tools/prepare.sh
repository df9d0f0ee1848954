# Makes sure that what Constat is built from is there: Swift 6.2 or later, pkg-config, libxml2 and SQLite with their headers.
# Other scripts source it. It installs libraries through the system's package manager; Swift it only asks for.

say() { printf '%s\n' "$*" >&2; }

stop() { say "$@"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else return 1
    fi
}

require_swift() {
    command -v swift >/dev/null 2>&1 || stop "Swift is missing. Get Swift 6.2 or later from https://www.swift.org/install" \
        "(on macOS it comes with Xcode 26) and run this again."
    local found
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
    set -- $found
    if [ "${1:-0}" -lt 6 ] || { [ "$1" = 6 ] && [ "${2:-0}" -lt 2 ]; }; then
        stop "Swift ${1:-?}.${2:-?} is too old: Constat needs 6.2 or later, from https://www.swift.org/install"
    fi
}

# SQLite 3.37 or later; on macOS it is part of the system, headers with Xcode.
has_sqlite() { [ "$(uname)" = Darwin ] || pkg-config --exists 'sqlite3 >= 3.37'; }

has_libraries() { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libxml-2.0 && has_sqlite; }

require_libraries() {
    has_libraries && return
    if [ "$(uname)" = Darwin ]; then
        command -v brew >/dev/null 2>&1 || stop "libxml2 or pkg-config is missing, and so is Homebrew (https://brew.sh), which brings them:" \
            "brew install libxml2 pkgconf"
        say "Installing libxml2 and pkgconf ..."
        brew install --quiet libxml2 pkgconf >&2
        # Homebrew keeps its libxml2 apart from the system's.
        PKG_CONFIG_PATH="$(brew --prefix libxml2)/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
        export PKG_CONFIG_PATH
    elif command -v apt-get >/dev/null 2>&1; then
        say "Installing libxml2-dev, libsqlite3-dev and pkg-config ..."
        { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libxml2-dev libsqlite3-dev pkg-config; } \
            </dev/null >/dev/null || stop "They could not be installed. As an administrator:" \
            "apt-get install libxml2-dev libsqlite3-dev pkg-config"
    elif command -v dnf >/dev/null 2>&1; then
        say "Installing libxml2-devel, sqlite-devel and pkgconf ..."
        as_root dnf install -y -q libxml2-devel sqlite-devel pkgconf-pkg-config </dev/null >/dev/null ||
            stop "They could not be installed. As an administrator: dnf install libxml2-devel sqlite-devel pkgconf-pkg-config"
    fi
    has_libraries || stop "libxml2 or SQLite (3.37 or later) with its headers, or pkg-config, is missing:" \
        "install all three with your package manager and run this again."
}

# build NAME ARGUMENT...: the build's words go to a file, its errors to the reader.
build() {
    local name=$1 log
    shift
    log=$(mktemp)
    say "Building $name (some minutes the first time) ..."
    if ! swift build "$@" >"$log" 2>&1; then
        grep -E 'error:|error: ' "$log" >&2 || tail -n 40 "$log" >&2
        stop "The build failed; all of its words are in $log"
    fi
    rm -f "$log"
}

require_swift
require_libraries
