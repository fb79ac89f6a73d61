using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Drops.Sftp;

/// <summary>One line of a known_hosts file: names or patterns, plain or hashed, and a key.</summary>
/// <param name="Names">Patterns separated by commas, or one hashed name.</param>
/// <param name="KeyType">As the line has it, e.g. <c>ssh-ed25519</c>.</param>
/// <param name="Key">The key's bytes.</param>
/// <param name="IsRevoked">Whether the key must not be accepted any more.</param>
internal sealed record KnownHostsLine(string Names, string KeyType, byte[] Key, bool IsRevoked)
{
    private const string HashedNamePrefix = "|1|";

    /// <summary>Null for a blank line, a comment, a certificate authority, and a line that cannot be read.</summary>
    public static KnownHostsLine? Parse(string line)
    {
        var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var isRevoked = words is ["@revoked", ..];
        if (words.Length < (isRevoked ? 4 : 3) || words[0][0] == '#' || (words[0][0] == '@' && !isRevoked))
        {
            return null;
        }

        words = isRevoked ? words[1..] : words;
        var key = new byte[words[2].Length];
        return Convert.TryFromBase64String(words[2], key, out var count) ? new KnownHostsLine(words[0], words[1], key[..count], isRevoked)
            : null;
    }

    /// <summary>Whether the line is about this name: <c>host</c>, or <c>[host]:port</c>.</summary>
    public bool IsFor(string name)
    {
        if (Names.StartsWith(HashedNamePrefix, StringComparison.Ordinal))
        {
            return IsHashOf(name);
        }

        // A name that is excluded is not matched, whatever other pattern matches it.
        var patterns = Names.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return !patterns.Any(pattern => pattern[0] == '!' && IsMatch(pattern.AsSpan(1), name))
            && patterns.Any(pattern => IsMatch(pattern, name));
    }

    private bool IsHashOf(string name)
    {
        var parts = Names[HashedNamePrefix.Length..].Split('|');
        var (salt, hash) = (new byte[Names.Length], new byte[Names.Length]);
        if (parts.Length != 2 || !Convert.TryFromBase64String(parts[0], salt, out var saltLength)
            || !Convert.TryFromBase64String(parts[1], hash, out var hashLength))
        {
            return false;
        }

        // OpenSSH hashes a name, and looks it up, in small letters.
        var small = Encoding.UTF8.GetBytes(name.ToLowerInvariant());
#pragma warning disable CA5350 // The file's form; what is hashed is a name, and the key itself is compared in full.
        return HMACSHA1.HashData(salt.AsSpan(0, saltLength), small).AsSpan().SequenceEqual(hash.AsSpan(0, hashLength));
#pragma warning restore CA5350
    }

    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // As far as the last asterisk, which may match any number of characters.
        var (at, inName, asterisk, resume) = (0, 0, -1, 0);
        while (inName < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (asterisk, resume) = (at++, inName);
            }
            else if (at < pattern.Length
                && (pattern[at] == '?' || char.ToLowerInvariant(pattern[at]) == char.ToLowerInvariant(name[inName])))
            {
                (at, inName) = (at + 1, inName + 1);
            }
            else if (asterisk >= 0)
            {
                (at, inName) = (asterisk + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].IndexOfAnyExcept('*') < 0;
    }
}
