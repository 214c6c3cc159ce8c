#!/bin/bash
# make_dmg.sh KazaDesk.app TARGET.dmg: signs the application and packs it for one processor.
#
# CODESIGN_IDENTITY: a Developer ID Application identity; without one the signature is ad hoc and macOS warns.
# NOTARY_PROFILE: a keychain profile of notarytool; with one the image is notarised and stapled.
set -euo pipefail
app=$1 target=$2
identity=${CODESIGN_IDENTITY:--}
here=$(cd "$(dirname "$0")" && pwd)

options=(--force --deep --sign "$identity")
if [ "$identity" != - ]; then
    options+=(--options runtime --timestamp --entitlements "$here/entitlements.plist")
fi
codesign "${options[@]}" "$app"
codesign --verify --deep --strict "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
ditto "$app" "$stage/KazaDesk.app"  # keeps the links that the signature covers
ln -s /Applications "$stage/Applications"
rm -f "$target"
hdiutil create -quiet -volname KazaDesk -srcfolder "$stage" -fs HFS+ -format ULMO "$target"

if [ "$identity" != - ]; then
    codesign --sign "$identity" --timestamp "$target"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$target" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$target"
fi
hdiutil verify -quiet "$target"
