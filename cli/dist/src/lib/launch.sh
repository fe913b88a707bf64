# What both launchers share: the `isoloss` of a checkout and bin/isoloss of the distribution.
# Sourced, never run. POSIX sh; it starts as few processes as it can, since every command pays for them.

oldest_java=25

complain() {
  printf 'isoloss: %s\n' "$*" >&2
}

fail() {
  complain "$@"
  exit 1
}

# The file that $1 names after all symbolic links, in $resolved.
resolve() {
  resolved=$1
  while [ -h "$resolved" ]; do
    target=$(readlink "$resolved") || break
    case $target in
      /*) resolved=$target ;;
      *) resolved=${resolved%/*}/$target ;;
    esac
  done
}

# Whether $1 is the home of a JDK that is new enough. Reads its release file and starts no JVM.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  java_version=
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        java_version=${line#JAVA_VERSION=}
        java_version=${java_version#\"}
        java_version=${java_version%%\"*}
        break
        ;;
    esac
  done <"$1/release"
  major=${java_version%%[!0-9]*}
  [ -n "$major" ] && [ "$major" -ge "$oldest_java" ]
}

# Leaves the first JDK that is new enough in $jdk: named by a variable, then on PATH, then in the usual places.
find_jdk() {
  if [ -n "${ISOLOSS_JAVA_HOME:-}" ]; then
    is_jdk "$ISOLOSS_JAVA_HOME" && jdk=$ISOLOSS_JAVA_HOME && return
    fail "ISOLOSS_JAVA_HOME names $ISOLOSS_JAVA_HOME, which is not the home of a JDK of version $oldest_java or newer."
  fi
  for candidate in "${JAVA_HOME:-}" \
    "${JDK_25:-}" "${JDK25:-}" "${JDK_25_HOME:-}" "${JAVA25_HOME:-}" "${JAVA_25_HOME:-}" "${JAVA_HOME_25:-}" \
    "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}"; do
    [ -n "$candidate" ] && is_jdk "$candidate" && jdk=$candidate && return
  done
  if on_path=$(command -v java); then
    resolve "$on_path"
    is_jdk "${resolved%/bin/java}" && jdk=${resolved%/bin/java} && return
  fi
  for candidate in /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    is_jdk "$candidate" && jdk=$candidate && return
  done
  fail "no JDK of version $oldest_java or newer was found; install one or set ISOLOSS_JAVA_HOME to its home."
}

# Leaves in $spark the folder of the built Spark module where the words ask for its engine, else nothing: the one that
# ISOLOSS_SPARK_HOME names, or a checkout's own. Without any, the program says how to build one.
find_spark() {
  spark=
  before=
  for argument in "$@"; do
    case $before=$argument in
      *=--engine=spark | --engine=spark) spark=wanted ;;
    esac
    before=$argument
  done
  [ -n "$spark" ] || return 0
  spark=${ISOLOSS_SPARK_HOME:-${root:-$home}/aggregation/spark/target/spark}
  if [ ! -r "$spark/java-options" ] || [ ! -d "$spark/jars" ]; then
    [ -z "${ISOLOSS_SPARK_HOME:-}" ] ||
      fail "ISOLOSS_SPARK_HOME names $ISOLOSS_SPARK_HOME, which is not the target/spark of a built Spark module."
    spark=
  fi
}

# All jars of the distribution in $class_path, in the order of their names, our own first, then Spark's where it is asked for.
list_class_path() {
  class_path=
  for jar in "$home"/lib/isoloss-*.jar; do
    class_path=$class_path:$jar
  done
  [ -z "$spark" ] || class_path=$class_path:$spark/jars/*
  for jar in "$home"/lib/*.jar; do
    case $jar in
      "$home"/lib/isoloss-*) ;;
      *) class_path=$class_path:$jar ;;
    esac
  done
  class_path=${class_path#:}
}

# Commands that only answer or convert do without the vector unit, and so without the JVM's warning that its
# module is incubating (nothing can switch that line off), and start sooner with the quick compiler alone.
choose_mode() {
  mode=compute
  case ${1:-} in
    '' | -h | -V | help | laws | data | predict | report | generate-completion) mode=answer ;;
  esac
  for argument in "$@"; do
    case $argument in
      --help | --version) mode=answer ;;
    esac
  done
  case $main in
    isoloss.cli.Main) ;;
    *) mode=compute ;;
  esac
}

# Archives the classes that an answer needs, parsed and linked, as $archive: once for each JDK, and never a reason to fail.
# Commands that compute gain nothing from it: their time goes into their own loops.
archive_classes() {
  complain "preparing a quicker start (once)"
  "$@" "-XX:ArchiveClassesAtExit=$archive.$$" -Disoloss.commands.complete=true -cp "$class_path" "$main" laws --json >/dev/null 2>&1 </dev/null
  [ -s "$archive.$$" ] || : >"$archive.$$"
  mv -f "$archive.$$" "$archive"
}

# Replaces this shell by the program: $home is the distribution, the arguments are the user's.
launch() {
  main=${ISOLOSS_MAIN:-isoloss.cli.Main}
  unset ISOLOSS_MAIN
  find_spark "$@"
  list_class_path
  choose_mode "$@"
  # The JVM's messages go to stderr, but not those on a class archive that does not fit: it is simply not used.
  # Stacks: ONNX Runtime needs nearly 1 MB of the thread that loads it, and dies without a word where it has less.
  flags='-Xlog:disable -Xlog:all=warning,aot*=off,cds*=off,class+path=off:stderr
    -XX:+UseSerialGC -Xms16m -Xss8m
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true'
  set -- -cp "$class_path" "$main" "$@"
  # shellcheck disable=SC2086 # flags and options are words
  case $mode in
    answer)
      flags="$flags -XX:TieredStopAtLevel=1"
      archive=$home/lib/$mode-$java_version.jsa
      [ -e "$archive" ] || ! [ -w "$home/lib" ] || archive_classes "$jdk/bin/java" $flags
      [ ! -s "$archive" ] || set -- "-XX:SharedArchiveFile=$archive" "$@"
      ;;
    compute)
      flags="$flags --add-modules=jdk.incubator.vector"
      # Spark's log goes nowhere: what matters is in the result.
      [ -z "$spark" ] || set -- "@$spark/java-options" -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider \
        -Dslf4j.internal.verbosity=WARN "$@"
      ;;
  esac
  # shellcheck disable=SC2086
  exec "$jdk/bin/java" $flags ${ISOLOSS_JAVA_OPTS:-} "$@"
}
