using System.IO.Abstractions;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Hosting.Connections;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads and checks a configuration folder: appsettings.json, products/, permits/, packages/, orders/, partners/ and
/// reference/.</summary>
public static class ConfigurationLoader
{
    private const string ExampleDecision = "DVV/0000/";

    /// <summary>Reports all faults at once; the configuration is null when any of them is an error.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="directory">The configuration's folder.</param>
    /// <param name="dataDirectory">Base of the relative paths of the settings.</param>
    /// <param name="groups">The groups that there are: the catalog's outlines of them.</param>
    /// <param name="clock">Says which day it is, for permits whose validity has ended.</param>
    /// <param name="words">The words of remedies.</param>
    /// <param name="environment">Variables that override appsettings.json; null: those of this process.</param>
    /// <param name="buildings">The groups of buildings; null where there are none, and then none can be ordered.</param>
    /// <param name="candidate">A permit or order that is to come into the folder, judged as if it were there; null: none.</param>
    public static (Configuration? Configuration, ConfigurationReport Report) Load(
        IFileSystem files,
        string directory,
        string dataDirectory,
        IReadOnlyDictionary<string, GroupOutline> groups,
        TimeProvider clock,
        IRemedyWords words,
        IReadOnlyDictionary<string, string>? environment = null,
        IReadOnlyDictionary<string, GroupOutline>? buildings = null,
        CandidateFile? candidate = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var faults = new FaultCollector(words);
        if (!files.Directory.Exists(directory))
        {
            faults.Add(new JsonPlace(directory, 0, 0, ""), "the configuration folder does not exist", new HostRemedy.NameConfiguration());
            return (null, faults.Report());
        }

        var settings = new SettingsLoader(files, dataDirectory, faults)
            .Load(Path.Combine(directory, "appsettings.json"), environment ?? EnvironmentOverrides.OfProcess());
        var municipalities = new ReferenceLoader(files, faults).Load(Path.Combine(directory, "reference"));
        var products = Products(files, directory, new ProductLoader(files, groups, faults), faults);
        var orderable = new OrderableGroups(groups, buildings);
        var permitLoader = new PermitLoader(
            files,
            municipalities,
            products,
            orderable,
            settings?.Drops.Keys.ToArray(),
            HelsinkiTime.Today(clock),
            faults,
            candidate);
        var permits = Permits(files, directory, permitLoader, faults, candidate, out var areAllRead);
        var today = HelsinkiTime.Today(clock);
        var known = areAllRead
            ? permits.DistinctBy(loaded => loaded.Permit.Id).ToDictionary(loaded => loaded.Permit.Id, loaded => loaded.Permit)
            : null;
        var packages = new PackageLoader(files, orderable, faults).LoadFolder(Path.Combine(directory, "packages"));
        var orders = new OrderLoader(files, municipalities, known, orderable, packages, today, faults, candidate)
            .LoadFolder(Path.Combine(directory, "orders"));

        var partners = new PartnerLoader(files, faults).LoadFolder(Path.Combine(directory, "partners"));
        PartnerCheck.Check(partners, permits, today, faults);
        CheckOwnFolders(settings, permits, faults);
        CheckExamples(settings, permits, faults);
        CheckConnections(settings, permits, faults);
        FeedCheck.Check(settings?.Feed, permits, municipalities, today, faults);
        if (settings is { Prices.Changes: null })
        {
            foreach (var loaded in permits.Where(loaded =>
                    loaded.Permit is { RecipientKind: RecipientKind.Other, Files: not null }))
            {
                faults.Add(
                    loaded.Id, $"the recipient of \"{loaded.Permit.Id}\" is no authority, and change deliveries have no price",
                    "Write \"Prices\": { \"changes\": … } in appsettings.json.", FaultKind.Warning);
            }
        }

        var report = faults.Report();
        if (report.HasErrors || settings is null || municipalities is null)
        {
            return (null, report);
        }

        var configuration = new Configuration
        {
            Directory = directory,
            Settings = settings,
            Permits = [.. permits.Select(loaded => loaded.Permit).OrderBy(permit => permit.Id, StringComparer.Ordinal)],
            Orders = orders,
            Partners = partners ?? new Dictionary<string, Partner>(),
            Products = products,
            Municipalities = municipalities,
        };
        return (configuration, report);
    }

    /// <summary>A drop that is one recipient's folder takes the deliveries to no other: that one would read them.</summary>
    private static void CheckOwnFolders(ServiceSettings? settings, List<LoadedPermit> permits, FaultCollector faults)
    {
        foreach (
            var drop in permits
                .Where(loaded => loaded.Permit is { Files: not null } or { Orders: not null })
                .GroupBy(loaded => loaded.Permit.Files?.Drop ?? loaded.Permit.Orders!.Drop)
                .Where(drop => settings?.Drops.GetValueOrDefault(drop.Key) is SftpDropSettings { RecipientFolder: false }))
        {
            var owner = drop.First();
            foreach (var other in drop.Where(loaded => loaded.Permit.Recipient != owner.Permit.Recipient))
            {
                faults.Add(
                    other.Id,
                    $"the drop \"{drop.Key}\" is the folder of one recipient (\"recipientFolder\": false), and \"{owner.Permit.Id}\" "
                        + $"({owner.Id.File}) delivers there to another one, {owner.Permit.Recipient}",
                    "Each would read what is the other's: give one of the two another drop.");
            }
        }
    }

    /// <summary>No decision has the number 0000: it marks the example that comes with the program, which would disclose real persons to a
    /// recipient that does not exist.</summary>
    private static void CheckExamples(ServiceSettings? settings, List<LoadedPermit> permits, FaultCollector faults)
    {
        foreach (
            var example in permits.Where(loaded =>
                settings?.IsProduction == true && loaded.Permit.Decision?.StartsWith(ExampleDecision, StringComparison.Ordinal) == true))
        {
            faults.Add(
                example.Id,
                $"the permit \"{example.Permit.Id}\" is the example that comes with the program (decision {ExampleDecision}...), and the "
                    + "configuration is marked production",
                "Move the file out of the folder, or write the number of the real decision.");
        }
    }

    /// <summary>In production, the password that everybody knows is no password, and a connection names its clients.</summary>
    private static void CheckConnections(ServiceSettings? settings, List<LoadedPermit> permits, FaultCollector faults)
    {
        foreach (var loaded in settings?.IsProduction == true ? permits : [])
        {
            if (loaded.Permit.Interface?.PasswordHashes.Contains(DemoPassword.Hash) == true)
            {
                faults.Add(
                    loaded.PasswordHashes,
                    $"the password of \"{loaded.Permit.Id}\" is that of the examples, which everybody knows, and the configuration is "
                        + "marked production",
                    new HostRemedy.MakePassword());
            }

            if (loaded.Permit.Interface is { Clients: null })
            {
                faults.Add(
                    loaded.Clients,
                    $"the connection of \"{loaded.Permit.Id}\" takes any client, and the configuration is marked production",
                    "Write the X-Road-Client of the recipient: then its password is of no use to others.",
                    FaultKind.Warning);
            }
        }
    }

    private static Dictionary<string, Product> Products(IFileSystem files, string directory, ProductLoader loader, FaultCollector faults)
    {
        var products = new Dictionary<string, Product>(StringComparer.Ordinal);
        foreach (var file in Files(files, Path.Combine(directory, "products"), faults))
        {
            if (loader.Load(file) is { } product && !products.TryAdd(product.Id, product))
            {
                faults.Add(new JsonPlace(file, 0, 0, "id"), $"there are two products \"{product.Id}\"", "Give one of them another id.");
            }
        }

        return products;
    }

    private static List<LoadedPermit> Permits(
        IFileSystem files,
        string directory,
        PermitLoader loader,
        FaultCollector faults,
        CandidateFile? candidate,
        out bool areAllRead)
    {
        var permits = new List<LoadedPermit>();
        var folder = Path.Combine(directory, "permits");
        string[] names = [.. CandidateFile.Among(Files(files, folder, faults), folder, candidate)];
        areAllRead = true;
        foreach (var file in names)
        {
            if (loader.Load(file) is not { } loaded)
            {
                areAllRead = false;
                continue;
            }

            var permit = loaded.Permit;
            if (permits.Find(other => other.Permit.Id == permit.Id) is { } sameId)
            {
                faults.Add(
                    loaded.Id,
                    $"there are two permits \"{permit.Id}\": the other one is in {sameId.Id.File}",
                    "Give one of them another id.");
            }

            if (permits.Find(other =>
                    other.Permit.CustomerNumber == permit.CustomerNumber && other.Permit.RegisterName == permit.RegisterName
                ) is
                { } sameName)
            {
                faults.Add(
                    loaded.RegisterName,
                    $"the permit \"{sameName.Permit.Id}\" ({sameName.RegisterName.File}) has the same customer number "
                        + $"{permit.CustomerNumber} and register name {permit.RegisterName}",
                    "Their files would have the same names: give one of them another register name.");
            }

            if (permit is { Area.IsList: true, Files: not null }
                && permits.Find(other =>
                    other.Permit is { Area.IsList: true, Files: not null }
                    && other.Permit.Recipient == permit.Recipient
                    && other.Permit.CustomerNumber == permit.CustomerNumber)
                    is { } sameList)
            {
                faults.Add(
                    loaded.CustomerNumber,
                    $"the permit \"{sameList.Permit.Id}\" ({sameList.CustomerNumber.File}) has a list of the same recipient and customer "
                        + $"number {permit.CustomerNumber}",
                    "Uploaded lists are named by customer number: give one of the two another one.");
            }

            if (permit.Interface is { } channel && permits.Find(other => other.Permit.Interface?.User == channel.User) is { } sameUser)
            {
                faults.Add(
                    loaded.User,
                    $"the permit \"{sameUser.Permit.Id}\" ({sameUser.User.File}) has the same user \"{channel.User}\"",
                    "A user belongs to one connection: give one of the two another one.");
            }

            permits.Add(loaded);
        }

        if (names.Length == 0 && files.Directory.Exists(folder))
        {
            faults.Add(
                new JsonPlace(folder, 0, 0, ""),
                "there is no permit: nothing will be delivered",
                "Write one; samples/permits has examples.",
                FaultKind.Warning);
        }

        return permits;
    }

    private static IEnumerable<string> Files(IFileSystem files, string folder, FaultCollector faults)
    {
        if (!files.Directory.Exists(folder))
        {
            faults.Add(new JsonPlace(folder, 0, 0, ""), "the folder does not exist", "Create it.");
            return [];
        }

        return files
            .Directory.EnumerateFiles(folder, "*.json")
            .Where(file => Path.GetFileName(file)[0] != '.')
            .Order(StringComparer.Ordinal);
    }
}
