# What scripts that start a JVM have in common: finds one.

# Succeeds if the folder $1 holds a JDK of version 25 or newer.
is_suitable() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r name value; do
    if [ "$name" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%%[!0-9]*}
      [ "${value:-0}" -ge 25 ]
      return
    fi
  done <"$1/release"
  return 1
}

# Sets jdk to the first suitable JDK: the one that JAVA_HOME names, the one whose java is on the path, one in a usual place.
find_jdk() {
  jdk=$JAVA_HOME
  is_suitable "$jdk" && return
  if java=$(command -v java); then
    jdk=$(readlink -f "$java")
    jdk=${jdk%/bin/java}
    is_suitable "$jdk" && return
  fi
  for jdk in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/* /opt/*jdk*; do
    is_suitable "$jdk" && return
  done
  echo "oar: there is no JDK of version 25 or newer here; install one, or set JAVA_HOME to the folder that it is in" >&2
  exit 2
}
