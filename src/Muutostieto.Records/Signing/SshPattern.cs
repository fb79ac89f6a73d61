namespace Muutostieto.Records.Signing;

/// <summary>
/// OpenSSH's lists of patterns: names with <c>*</c> and <c>?</c>, by commas; one that begins with <c>!</c> and fits refuses, whatever else
/// fits.
/// </summary>
internal static class SshPattern
{
    internal static bool Matches(string list, string name)
    {
        var fits = false;
        foreach (var pattern in list.Split(','))
        {
            if (pattern.StartsWith('!'))
            {
                if (Fits(pattern.AsSpan(1), name))
                {
                    return false;
                }
            }
            else
            {
                fits |= Fits(pattern, name);
            }
        }

        return fits;
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // After a star, what follows is tried at each place in turn: the last star alone has to be remembered.
        int at = 0, seen = 0, star = -1, mark = 0;
        while (seen < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at++, seen);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == name[seen]))
            {
                (at, seen) = (at + 1, seen + 1);
            }
            else if (star >= 0)
            {
                (at, seen) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].Trim('*').IsEmpty;
    }
}
