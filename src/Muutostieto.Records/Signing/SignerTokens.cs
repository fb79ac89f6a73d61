using System.Text;

namespace Muutostieto.Records.Signing;

/// <summary>The words of a line of <c>allowed_signers</c>: blanks part them, but not within quotation marks.</summary>
internal static class SignerTokens
{
    /// <summary>
    /// The next word, with its quotation marks when it only holds them; empty at the end of the line; null when a quotation mark has no
    /// second one.
    /// </summary>
    internal static string? Next(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        var isQuoted = false;
        var end = 0;
        for (; end < rest.Length && (isQuoted || rest[end] is not (' ' or '\t')); end++)
        {
            isQuoted ^= rest[end] == '"' && (end == 0 || rest[end - 1] != '\\');
        }

        if (isQuoted)
        {
            return null;
        }

        var word = rest[..end];
        rest = rest[end..];
        return word is ['"', .., '"'] ? word[1..^1].ToString() : word.ToString();
    }

    /// <summary>Options by commas, <c>name</c> or <c>name="value"</c>, names in small letters; null when they are none.</summary>
    internal static List<(string Name, string? Value)>? Options(string word)
    {
        var options = new List<(string, string?)>();
        for (var at = 0; at < word.Length;)
        {
            var end = word.AsSpan(at).IndexOfAny('=', ',') is var found and >= 0 ? at + found : word.Length;
            var name = word[at..end].ToLowerInvariant();
            if (name.Length == 0 || !name.All(c => c is (>= 'a' and <= 'z') or '-'))
            {
                return null;
            }

            string? value = null;
            at = end;
            if (end < word.Length && word[end] == '=')
            {
                if (Quoted(word, end + 1, out at) is not { } quoted)
                {
                    return null;
                }

                value = quoted;
            }

            options.Add((name, value));
            if (at < word.Length && word[at++] != ',')
            {
                return null;
            }
        }

        return options;
    }

    private static string? Quoted(string word, int at, out int after)
    {
        after = at;
        if (at >= word.Length || word[at] != '"')
        {
            return null;
        }

        var value = new StringBuilder();
        for (var index = at + 1; index < word.Length; index++)
        {
            if (word[index] == '"')
            {
                after = index + 1;
                return value.ToString();
            }

            index += word[index] == '\\' && index + 1 < word.Length && word[index + 1] == '"' ? 1 : 0;
            value.Append(word[index]);
        }

        return null;
    }
}
