using Muutostieto.Deliveries.Signing;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>Signing</c>.</summary>
internal static class SigningLoader
{
    internal static SigningSettings Load(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        if (reader?.Value("passphrase", required: false) is { FromEnvironment: false })
        {
            reader.Fault(
                "passphrase",
                "\"passphrase\" is written in the file",
                "Put it into a file of its own (\"passphraseFile\"), or set the variable MUUTOSTIETO__Signing__passphrase.");
        }

        return new SigningSettings(pathOf(reader, "path", "keys"))
        {
            PassphraseFile = reader?.Value("passphraseFile", required: false) is null
                ? null
                : pathOf(reader, "passphraseFile", "passphrase"),
            Passphrase = reader?.Value("passphrase", required: false) is { FromEnvironment: true } given ? given.Text : null,
        };
    }
}
