#!/bin/sh
# Makes Tertial's account at KurrentDB and gives it the smallest rights. Run again, it sets the password and the right anew.
#   ADMIN=admin:… PASSWORD=… [ACCOUNT=tertial] docker/kurrentdb-account.sh https://host:2113 ca.crt
# The server needs EnableAtomPubOverHttp for the second request, and can lose it afterwards.
set -eu
server=$1 authority=$2 name=${ACCOUNT:-tertial}

send() {
  curl --silent --show-error --output /dev/null --write-out '%{http_code}' --cacert "$authority" --user "$ADMIN" "$@"
}
fail() {
  echo "$1 was answered with $2." >&2
  exit 1
}

# A plain user, of no group.
made=$(send --json "{\"loginName\":\"$name\",\"fullName\":\"Tertial\",\"groups\":[],\"password\":\"$PASSWORD\"}" "$server/users/")
if [ "$made" = 409 ]; then
  made=$(send --json "{\"newPassword\":\"$PASSWORD\"}" "$server/users/$name/command/reset-password")
fi
case $made in 2*) ;; *) fail 'The account' "$made" ;; esac

# It may read all streams as one ($all). What a plain user may do with the streams of this service is enough besides.
id=$(cat /proc/sys/kernel/random/uuid)
granted=$(send --header 'Content-Type: application/vnd.eventstore.events+json' \
  --data "[{\"eventId\":\"$id\",\"eventType\":\"\$metadata\",\"data\":{\"\$acl\":{\"\$r\":[\"\$admins\",\"$name\"]}}}]" \
  "$server/streams/%24%24%24all")
case $granted in 2*) ;; *) fail 'The right to read $all' "$granted" ;; esac
echo "The account $name is there."
