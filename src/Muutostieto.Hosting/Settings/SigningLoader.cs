using System.Text.RegularExpressions;
using Muutostieto.Deliveries.Signing;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>Signing</c>.</summary>
internal static partial class SigningLoader
{
    internal static SigningSettings Load(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        var hasFile = reader?.Value("passphraseFile", required: false) is not null;
        var variable = reader?.Text(
            "passphraseVariable", VariableName(), "the name of an environment variable: letters, digits and underscores", required: false);
        if (hasFile && variable is not null)
        {
            reader!.Fault("passphraseVariable", "both \"passphraseFile\" and \"passphraseVariable\" are set", "Keep one of the two.");
        }

        return new SigningSettings(pathOf(reader, "path", "keys"))
        {
            PassphraseFile = hasFile ? pathOf(reader, "passphraseFile", "passphrase") : null,
            PassphraseVariable = hasFile ? null : variable,
        };
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
