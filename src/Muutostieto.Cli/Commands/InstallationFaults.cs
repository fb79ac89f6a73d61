using System.IO.Abstractions;
using Muutostieto.Drops;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Interface.Mapping;

namespace Muutostieto.Cli.Commands;

/// <summary>
/// What of the data folder contradicts a production configuration. Where there is none yet, or it cannot be read, other commands say so.
/// </summary>
internal static class InstallationFaults
{
    internal static IEnumerable<ConfigurationFault> Of(IFileSystem files, ServiceSettings settings, IRemedyWords words)
    {
        if (RegisterFault(files, settings, words) is { } fault)
        {
            yield return fault;
        }

        if (SigningKeyFault.Of(files, settings, opens: true) is var (place, missing, advice, remedy))
        {
            yield return new ConfigurationFault(place, 0, "", missing, words.Of(advice, remedy));
        }

        foreach (var (folder, found, advised) in new DataFolder(files, settings).Openings())
        {
            yield return new ConfigurationFault(folder, 0, "", found, advised) { Kind = FaultKind.Warning };
        }
    }

    /// <summary>What keeps the database of the stores from being opened.</summary>
    internal static IEnumerable<ConfigurationFault> OfStore(ServiceSettings settings) =>
        (settings.Store?.Faults() ?? []).Select(fault => new ConfigurationFault(fault.Place, 0, "", fault.Found, fault.Remedy));

    /// <summary>What keeps mail from being sent: an error in production; no delivery waits for it.</summary>
    internal static IEnumerable<ConfigurationFault> OfMail(ServiceSettings settings) => settings.Notify.Mail is not { } mail
        ? []
        : MailPassword.Faults(mail).Select(fault => new ConfigurationFault(fault.Place, 0, "", fault.Found, fault.Remedy)
        {
            Kind = settings.IsProduction ? FaultKind.Error : FaultKind.Warning,
        });

    /// <summary>What keeps the register's source from being called: an error in production, where runs then deliver nothing.</summary>
    internal static IEnumerable<ConfigurationFault> OfFeed(ServiceSettings settings, TimeProvider clock) => settings.Feed is not { } feed
        ? []
        : SourceFiles.FaultsOf(feed, clock).Select(fault => new ConfigurationFault(fault.Place, 0, "", fault.Found, fault.Remedy)
        {
            Kind = settings.IsProduction ? FaultKind.Error : FaultKind.Warning,
        });

    /// <summary>
    /// What keeps drops that permits use from being entered, as far as it is on this host: an error in production; elsewhere keys may still
    /// have to be made.
    /// </summary>
    internal static IEnumerable<ConfigurationFault> OfDrops(Configuration configuration, TimeProvider clock)
    {
        var today = HelsinkiTime.Today(clock);
        var settings = configuration.Settings;
        foreach (var (name, drop) in settings.Drops.Where(drop =>
            DropTrials.RecipientsOf(drop.Key, configuration.Permits, today).Count > 0))
        {
            string said;
            try
            {
                DropFactory.RequireFiles(name, drop, settings.DataDirectory);
                continue;
            }
            catch (MuutostietoException failure)
            {
                said = failure.Message;
            }

            yield return ConfigurationFault.OfMessage(said) with
            {
                Kind = settings.IsProduction ? FaultKind.Error : FaultKind.Warning,
            };
        }
    }

    /// <summary>What keeps <c>serve</c> from answering the JSON interface, and so from starting.</summary>
    internal static IEnumerable<ConfigurationFault> OfInterface(
        IFileSystem files, Configuration configuration, GroupCatalog layouts, TimeProvider clock)
    {
        if (configuration.Settings.Interface is { Port: not null, Certificate: { } certificate }
            && ServerCertificate.FaultOf(certificate, clock, "Interface") is var (place, found, remedy))
        {
            yield return new ConfigurationFault(place, 0, "", found, remedy);
        }

        if (InterfaceMapping.FaultOf(files, configuration.Directory, layouts) is { } fault)
        {
            var mapping = Path.Combine(configuration.Directory, InterfaceMapping.File);
            yield return new ConfigurationFault(mapping, 0, "", fault, "Correct the mapping.");
        }
    }

    /// <summary>What keeps <c>serve</c> from answering browsers, and so from starting; unread when it does not.</summary>
    internal static IEnumerable<ConfigurationFault> OfSelfService(ServiceSettings settings, TimeProvider clock)
    {
        if (settings.SelfService is not { Port: not null, Login: { } login } page)
        {
            yield break;
        }

        if (page.Certificate is { } certificate && ServerCertificate.FaultOf(certificate, clock, "SelfService") is var (at, wrong, advice))
        {
            yield return new ConfigurationFault(at, 0, "", wrong, advice);
        }

        foreach (var (place, found, remedy) in LoginFiles.FaultsOf(login))
        {
            yield return new ConfigurationFault(place, 0, "", found, remedy);
        }
    }

    /// <summary>Requires of a service that starts what each run requires.</summary>
    /// <exception cref="MuutostietoException">
    /// Usage: the configuration is marked production, and the register is synthetic or there is no key that signs.
    /// </exception>
    internal static void RequireRegister(IFileSystem files, ServiceSettings settings, IRemedyWords words)
    {
        if (settings.IsProduction && RegisterFault(files, settings, words) is { Kind: FaultKind.Error } fault)
        {
            throw new MuutostietoException(FailureKind.Usage, fault.ToString());
        }

        SigningKeyFault.Require(files, settings);
    }

    private static ConfigurationFault? RegisterFault(IFileSystem files, ServiceSettings settings, IRemedyWords words)
    {
        var place = RegisterPlace.Of(files, settings);
        try
        {
            if (!place.IsThere)
            {
                return null;
            }

            using var register = place.OpenRead();
            return ProductionRegister.Fault(settings, register) is { } found
                ? new ConfigurationFault(
                    place.Name,
                    0,
                    "",
                    found.Replace(place.Name + ": ", "", StringComparison.Ordinal),
                    words.Of(ProductionRegister.Advice, ProductionRegister.Remedy))
                : null;
        }
        catch (MuutostietoException failure)
        {
            return new ConfigurationFault(
                place.Name,
                0,
                "",
                failure.Message.Replace($"register {place.Name}: ", "", StringComparison.Ordinal)
                    .Replace(place.Name + ": ", "", StringComparison.Ordinal)
                    .TrimEnd('.'),
                words.Of("See to it before the next run.", failure.Remedy))
            {
                Kind = FaultKind.Warning,
            };
        }
    }
}
