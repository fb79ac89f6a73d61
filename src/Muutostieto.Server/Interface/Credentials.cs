using System.Text;
using Microsoft.AspNetCore.Http;

namespace Muutostieto.Server.Interface;

/// <summary>User and password of a request.</summary>
internal sealed record Credentials(string User, string Password)
{
    private const string Scheme = "Basic ";

    /// <summary>A gateway in front has the other header for itself.</summary>
    private const string BehindGateway = "x-authorization";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Those of <c>x-authorization</c>, or where that is missing of <c>Authorization</c>; null when there are none, or several.
    /// </summary>
    internal static Credentials? Of(IHeaderDictionary headers)
    {
        var header = headers.TryGetValue(BehindGateway, out var behind) ? behind : headers.Authorization;
        if (header is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var pair = Strict.GetString(Convert.FromBase64String(value[Scheme.Length..].Trim()));
            var colon = pair.IndexOf(':', StringComparison.Ordinal);

            // RFC 7617 allows no control characters; a hash takes zeros at a password's end for its own filling.
            return colon < 0 || pair.Any(char.IsControl) ? null : new Credentials(pair[..colon], pair[(colon + 1)..]);
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A password goes into no text.</summary>
    public override string ToString() => nameof(Credentials);
}
