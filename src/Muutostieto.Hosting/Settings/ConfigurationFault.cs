using System.Globalization;

namespace Muutostieto.Hosting.Settings;

/// <summary>One thing wrong in the configuration.</summary>
/// <param name="File">The file's path, or the name of an environment variable.</param>
/// <param name="Line">1-based; 0 when the fault belongs to the whole file or to no file.</param>
/// <param name="Path">The keys that lead to the place (<c>rhythm.rule</c>); empty for the whole file.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ConfigurationFault(string File, int Line, string Path, string Message, string Remedy)
{
    /// <summary>1-based, in characters; 0 when there is no line.</summary>
    public int Column { get; init; }

    public FaultKind Kind { get; init; }

    /// <summary>The fault that a message of the form <c>place: found. What to do.</c> names.</summary>
    public static ConfigurationFault OfMessage(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (place, rest) = Split(message, ": ");
        var (found, remedy) = Split(rest, ". ");
        return new ConfigurationFault(place, 0, "", found.TrimEnd('.'), remedy);

        static (string Before, string After) Split(string text, string separator) =>
            text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at
                ? (text[..at], text[(at + separator.Length)..])
                : (text, "");
    }

    /// <summary>One line, in the form that editors and terminals make clickable: <c>file:line:column: …</c>.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
        var path = Path.Length == 0 ? "" : $" {Path}:";
        var kind = Kind == FaultKind.Error ? "" : " warning:";
        return $"{place}:{kind}{path} {Message}. {Remedy}";
    }
}
