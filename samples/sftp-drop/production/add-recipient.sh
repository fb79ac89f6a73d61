#!/usr/bin/env bash
# Gives a recipient its account, folders and keys in the drop. Run as root; run again, it changes nothing but what is missing.
#
#   add-recipient.sh RECIPIENT KEY.pub...             account, folders; adds the keys to those that are there
#   add-recipient.sh --replace RECIPIENT KEY.pub...   as above, but these keys and no others from now on
#   add-recipient.sh --service KEY.pub...             the account of Muutostieto itself, when it runs on another host
#
# RECIPIENT is the "recipient" of the permit. Folders and names can be set in the environment:
#   DROP_ROOT (/srv/muutostieto-drop)  DROP_ETC (/etc/muutostieto-drop)
#   SERVICE (muutostieto: account and group of the service)  RECIPIENTS (muutostieto-recipients: group of the recipients)
set -euo pipefail
umask 022

root=${DROP_ROOT:-/srv/muutostieto-drop}
etc=${DROP_ETC:-/etc/muutostieto-drop}
service=${SERVICE:-muutostieto}
recipients=${RECIPIENTS:-muutostieto-recipients}

fail() { echo "add-recipient.sh: $*" >&2; exit 2; }

replace=false is_service=false
case ${1:-} in
    --replace) replace=true; shift ;;
    --service) is_service=true; shift; set -- "$service" "$@" ;;
esac
[ $# -ge 2 ] || fail "usage: add-recipient.sh [--replace] RECIPIENT KEY.pub... | --service KEY.pub..."
[ "$(id -u)" = 0 ] || fail "must be run as root."
name=$1
shift

[[ $name =~ ^[a-z][a-z0-9-]{0,31}$ ]] || fail "\"$name\" cannot be an account: small letters, digits and dashes, at most 32."
[ $is_service = true ] || [ "$name" != "$service" ] || fail "\"$name\" is the service's own account."

# Everything is checked before anything is changed.
for key in "$@"; do
    [ -f "$key" ] || fail "$key: no such file."
    grep -qE '^(ssh-ed25519|sk-ssh-ed25519@openssh.com|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) ' "$key" || fail "$key: not a public key in OpenSSH's form, or one with options."
    ssh-keygen -l -f "$key" > /dev/null || fail "$key: not a public key."
done
if id "$name" > /dev/null 2>&1 && ! id -nG "$name" | tr ' ' '\n' | grep -qx -e "$recipients" -e "$service"; then
    fail "\"$name\" is an account of this host that is none of the drop's."
fi

# A password that matches nothing. (The usual "!" would lock the account for keys, too.)
add_account() { id "$1" > /dev/null 2>&1 || useradd --system --no-create-home --home-dir / --shell /usr/sbin/nologin --password '*' --user-group "$1"; }

getent group "$recipients" > /dev/null || groupadd --system "$recipients"
add_account "$service"
add_account "$name"

# Roots belong to root and only root can write in them; otherwise sshd refuses them.
install -d -o root -g root -m 755 "$root" "$etc" "$etc/keys"
if [ $is_service = false ]; then
    usermod --append --groups "$recipients" "$name"
    install -d -o root -g root -m 755 "$root/$name" "$root/$name/dev"

    # The service writes, the recipient's group reads; the set-group bit gives all new files that group.
    install -d -o "$service" -g "$name" -m 2750 "$root/$name/download"
    # The recipient writes, the service's group reads.
    install -d -o "$name" -g "$service" -m 2750 "$root/$name/upload"
fi

# Renamed into place: the file is never incomplete, so that no account with a key is refused.
keys=$etc/keys/$name
touched=$(mktemp "$etc/keys/.new.XXXXXX")
{
    if [ $replace = false ] && [ -f "$keys" ]; then cat "$keys"; fi
    for key in "$@"; do sed -n -E 's/^(ssh|sk-ssh|ecdsa)/restrict \1/p' "$key"; done
} | awk 'NF && !seen[$2 " " $3]++' > "$touched"
chmod 644 "$touched"
mv "$touched" "$keys"

echo "$name: $(wc -l < "$keys") keys in $keys"
ssh-keygen -l -f "$keys"
