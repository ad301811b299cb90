#!/bin/sh
# Fuzzes each reader with libFuzzer and AddressSanitizer for so many seconds: run.sh SECONDS [driver ...]
# New inputs stay in .build/fuzz; an input that breaks something belongs into Tests/Corpus, with the fix.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
drivers=${*:-request chunk target fields query negotiation json photo form}
out=.build/fuzz
mkdir -p "$out"

features="-enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility
    -enable-upcoming-feature ExistentialAny -enable-experimental-feature Lifetimes"
flags="-O -swift-version 6 -package-name linli -parse-as-library -sanitize=fuzzer,address -I $out -I Sources/CLinux $features"

# The layers below Routing, each a module of its own as in the package.
for module in Photos JSON HTTPWire Domain Formats Routing; do
    swiftc $flags -wmo -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" \
        -c -o "$out/$module.o" $(find "Sources/$module" -name '*.swift')
done

laws="Tests/Fuzz/FuzzLaws.swift Tests/ConformanceTests/Lines.swift Tests/ConformanceTests/Understanding.swift
    $(find Tests/ConformanceTests/Obvious -name '*.swift')"
objects="$out/Photos.o $out/JSON.o $out/HTTPWire.o $out/Domain.o $out/Formats.o $out/Routing.o"
for driver in $drivers; do
    case $driver in
        json) source=JSONDriver shared= ;;
        query) source=QueryDriver shared= ;;
        negotiation) source=NegotiationDriver shared= ;;
        photo) source=PhotoDriver shared= ;;
        form) source=FormDriver shared= ;;
        request) source=RequestDriver shared=$laws ;;
        chunk) source=ChunkDriver shared=$laws ;;
        target) source=TargetDriver shared=$laws ;;
        fields) source=FieldsDriver shared=$laws ;;
        *) echo "no driver $driver" >&2; exit 2 ;;
    esac
    # The linker warns of symbols of the sanitizer that nobody exports.
    swiftc $flags -module-name "$source" -o "$out/$driver" Tests/Fuzz/FuzzInput.swift "Tests/Fuzz/$source.swift" \
        $shared $objects 2>"$out/$driver.log" || { cat "$out/$driver.log" >&2; exit 1; }
    mkdir -p "$out/corpus/$driver"
    echo "== $driver: $seconds s"
    if ! "$out/$driver" "$out/corpus/$driver" "Tests/Corpus/$driver" "-dict=Tests/Corpus/$driver.dict" -max_len=1024 \
        -timeout=10 "-max_total_time=$seconds" "-artifact_prefix=$out/$driver-" -print_final_stats=1 -verbosity=0 \
        >"$out/$driver.log" 2>&1
    then
        tail -n 60 "$out/$driver.log" >&2
        exit 1
    fi
    grep '^stat::number\|^stat::average\|^stat::new' "$out/$driver.log"
done
