#!/usr/bin/env bash
# Checks the form of the source against .swift-format. `Tools/lint.sh --fix` writes it in that form.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = --fix ]; then
    swift format --in-place --parallel --recursive Sources Tests Package.swift
fi
swift format lint --strict --parallel --recursive Sources Tests Package.swift
