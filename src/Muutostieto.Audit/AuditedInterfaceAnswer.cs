using System.Text.RegularExpressions;

namespace Muutostieto.Audit;

/// <summary>
/// A part of an answer of the interface that discloses persons, as the chain keeps it for good. It has no room for the X-Road user, who may
/// be named by an identity code.
/// </summary>
/// <param name="Connection">The connection's name.</param>
/// <param name="Call">The last part of the call's path.</param>
/// <param name="From">The key that the client had; null for base data.</param>
/// <param name="To">As of which key, or up to which.</param>
/// <param name="Part">From 1: a long answer is recorded in parts.</param>
/// <param name="Client">X-Road-Client, or null.</param>
/// <param name="Id">X-Road-Id, or null.</param>
/// <param name="Issue">X-Road-Issue, or null.</param>
public sealed partial record AuditedInterfaceAnswer(
    string Connection, string Call, long? From, long To, int Part, string? Client, string? Id, string? Issue)
{
    /// <summary>How many characters of a header are kept.</summary>
    public const int LongestHeader = 256;

    /// <summary>What a header said, without control characters, cut to what is kept; null when it said nothing.</summary>
    internal static string? Kept(string? header)
    {
        var text = header?.Length > LongestHeader ? header[..LongestHeader] : header;
        return string.IsNullOrWhiteSpace(text)
            ? null
            : string.Concat(text.EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) ? "?" : rune.ToString())).Trim();
    }

    /// <summary>It as the chain may have it: headers come from outside, and what looks like an identity code is made unreadable.</summary>
    internal AuditedInterfaceAnswer ForChain() =>
        this with { Client = ForChain(Client), Id = ForChain(Id), Issue = ForChain(Issue) };

    /// <summary>A text from outside as the chain may have it; null when it said nothing.</summary>
    internal static string? ForChain(string? text) => WithoutCodes(Kept(text));

    private static string? WithoutCodes(string? text) => text is null ? null : Code().Replace(text, "***********");

    [GeneratedRegex("[0-9]{6}[-+A-Za-z][0-9]{3}[0-9A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
