using Muutostieto.Deliveries.Settings;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Signing;

/// <summary>A production configuration signs what it delivers: a missing key is reported before the night's run.</summary>
public static class SigningKeyFault
{
    /// <summary>What to do about a missing key.</summary>
    public const string Remedy = "Make one with keys new, and give the file allowed_signers beside it to the recipients.";

    internal const string Missing = "there is no key to sign manifests with";

    /// <summary>What is wrong; null when nothing is, or when the configuration is a trial's.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="opens">Whether the key is also opened, which takes its passphrase.</param>
    public static (string Place, string Found, string Remedy)? Of(ServiceSettings settings, bool opens)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!settings.IsProduction)
        {
            return null;
        }

        try
        {
            var keys = new SigningKeys(settings.Signing, TimeProvider.System);
            if (keys.Current() is not { } key)
            {
                return (settings.Signing.Path, $"{Missing}, and the configuration is marked production", Remedy);
            }

            _ = opens ? keys.Open(key) : null;
            return null;
        }
        catch (MuutostietoException failure)
        {
            // The message begins with the file, as a fault does.
            var at = failure.Message.IndexOf(": ", StringComparison.Ordinal);
            return (failure.Message[..at], failure.Message[(at + 2)..].TrimEnd('.'), "See to it before the next run.");
        }
    }

    /// <summary>Requires a key that can sign.</summary>
    /// <exception cref="MuutostietoException">Usage: production, and there is none.</exception>
    public static void Require(ServiceSettings settings)
    {
        if (Of(settings, opens: false) is var (place, found, remedy))
        {
            throw new MuutostietoException(ExitCode.Usage, $"{place}: {found}. Nothing was delivered. {remedy}");
        }
    }
}
