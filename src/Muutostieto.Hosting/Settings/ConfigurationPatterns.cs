using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Settings;

internal static partial class ConfigurationPatterns
{
    // \z, not $: a line feed at the end of a name would pass $, and go into a file's name.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z")]
    public static partial Regex Id { get; }

    [GeneratedRegex(@"^[0-9]{1,10}\z")]
    public static partial Regex CustomerNumber { get; }

    [GeneratedRegex(@"^[A-Z0-9]{1,20}\z")]
    public static partial Regex RegisterName { get; }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    public static partial Regex User { get; }

    [GeneratedRegex(@"^[0-9]{3}\z")]
    public static partial Regex Municipality { get; }

    [GeneratedRegex(@"^[0-9]{2}\z")]
    public static partial Regex County { get; }

    [GeneratedRegex(@"^[0-9]{2}:[0-9]{2}\z")]
    public static partial Regex Time { get; }

    [GeneratedRegex(@"^[0-9a-fA-F]{1,16}\z")]
    public static partial Regex Hexadecimal { get; }
}
