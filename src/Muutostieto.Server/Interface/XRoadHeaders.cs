using Microsoft.AspNetCore.Http;

namespace Muutostieto.Server.Interface;

/// <summary>The headers of X-Road's protocol for REST that concern a provider.</summary>
internal static class XRoadHeaders
{
    internal const string Client = "X-Road-Client";
    internal const string Id = "X-Road-Id";
    internal const string Issue = "X-Road-Issue";
    internal const string User = "X-Road-UserId";

    /// <summary>The value of a header, of several the last one; null when it is missing or empty.</summary>
    internal static string? Of(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values is [.., { Length: > 0 } last] ? last : null;

    /// <summary>Gives the client back what the protocol says is given back.</summary>
    internal static void Echo(HttpContext context)
    {
        foreach (var name in (string[])[Client, Id])
        {
            if (Of(context.Request.Headers, name) is { } value && value.All(letter => letter is >= ' ' and <= '~'))
            {
                context.Response.Headers[name] = value;
            }
        }
    }
}
