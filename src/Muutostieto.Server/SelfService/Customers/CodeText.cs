using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>Several codes in one line of text.</summary>
internal static class CodeText
{
    /// <summary>Codes as they were written, with commas, semicolons or blanks between them.</summary>
    internal static IReadOnlyList<string> Codes(string? text) =>
        [.. (text ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Municipalities by name or code, with commas or semicolons between them; what none is called stays as it is.</summary>
    internal static IReadOnlyList<string> Municipalities(string? text, MunicipalityDirectory directory) =>
    [
        .. (text ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => directory.Municipalities.FirstOrDefault(each =>
                each.Code == name
                || string.Equals(each.Fi, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(each.Sv, name, StringComparison.OrdinalIgnoreCase))?.Code ?? name),
    ];

    internal static string Of(IEnumerable<string> codes) => string.Join(", ", codes);

    /// <summary>The names of municipalities; a code that none has stays as it is.</summary>
    internal static string Of(IEnumerable<string> codes, MunicipalityDirectory directory, string language) =>
        Of(codes.Select(code => directory.Municipality(code) is { } found ? language == "sv" ? found.Sv : found.Fi : code));
}
