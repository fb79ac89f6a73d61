using System.IO.Abstractions;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>A production configuration signs what it delivers: a missing key is reported before the night's run.</summary>
public static class SigningKeyFault
{
    /// <summary>What is wrong; null when nothing is, or when the configuration is a trial's.</summary>
    /// <param name="files">Where the keys are.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="opens">Whether the key is also opened, which takes its passphrase.</param>
    public static (string Place, string Found, string Advice, Remedy? Remedy)? Of(
        IFileSystem files,
        ServiceSettings settings,
        bool opens)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!settings.IsProduction)
        {
            return null;
        }

        try
        {
            var keys = new SigningKeys(files, settings.Signing, TimeProvider.System);
            if (keys.Current() is not { } key)
            {
                return (settings.Signing.Path,
                    $"{SigningKeys.Missing}, and the configuration is marked production",
                    SigningKeys.Advice,
                    new DeliveryRemedy.MakeKey());
            }

            if (opens)
            {
                keys.RequireOpen(key);
            }

            return null;
        }
        catch (MuutostietoException failure)
        {
            // The message begins with the file, as a fault does.
            var at = failure.Message.IndexOf(": ", StringComparison.Ordinal);
            return (failure.Message[..at], failure.Message[(at + 2)..].TrimEnd('.'), "See to it before the next run.", failure.Remedy);
        }
    }

    /// <summary>Requires a key that can sign.</summary>
    /// <exception cref="MuutostietoException">Usage: production, and there is none.</exception>
    public static void Require(IFileSystem files, ServiceSettings settings)
    {
        if (Of(files, settings, opens: false) is var (place, found, advice, remedy))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{place}: {found}. Nothing was delivered. {advice}") { Remedy = remedy };
        }
    }
}
