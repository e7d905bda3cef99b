#!/usr/bin/env bash
# Nightly copy of rows and files; run by cron or a systemd timer as the kpm user.
# usage: backup.sh /var/backups/kpm   (reads DATABASE_URL and MEDIA_ROOT)
set -euo pipefail
into=$1/$(date +%F)
mkdir -p "$into"
chmod 700 "$into"
pg_dump --format=custom --file="$into/kpm.dump" "$DATABASE_URL"
tar --create --gzip --file="$into/media.tar.gz" --directory="$MEDIA_ROOT" .
# A copy that cannot be read is none.
pg_restore --list "$into/kpm.dump" >/dev/null
find "$1" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -r {} +
