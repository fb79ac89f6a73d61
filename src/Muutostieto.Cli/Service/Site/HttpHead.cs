namespace Muutostieto.Cli.Service.Site;

/// <summary>Reads the head of an HTTP/1 request as RFC 9112 has it, strictly.</summary>
internal static class HttpHead
{
    /// <summary>Null when it is no such head.</summary>
    /// <param name="head">Without the empty line that ends it.</param>
    internal static SiteRequest? Parse(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        if (words.Length != 3 || words[0].Length == 0 || !words[1].StartsWith('/') || words[2] is not ("HTTP/1.1" or "HTTP/1.0") || head.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            // A name with a blank in or before it, and a line that goes on the one before, are how requests are smuggled.
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).IndexOfAny(" \t\r\n") >= 0 || (!headers.TryAdd(line[..colon], line[(colon + 1)..].Trim()) && line[..colon].Equals("Host", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }
        }

        var target = words[1].Split('?', 2);
        var language = target.ElementAtOrDefault(1)?.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == "lang" && pair.Length == 2)?[1];
        return new SiteRequest(words[0], target[0], language, headers.GetValueOrDefault("Host"), headers.GetValueOrDefault("Accept-Language"));
    }
}
