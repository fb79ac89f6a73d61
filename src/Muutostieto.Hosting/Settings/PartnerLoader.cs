using System.IO.Abstractions;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Records.Identity;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the partners: recipients that order for end customers, and their contracts with these.</summary>
/// <param name="files">Where they are.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class PartnerLoader(IFileSystem files, FaultCollector faults)
{
    internal const string EndCustomer = "endCustomer";

    private const int LongestName = 200;
    private const int LongestLabel = 500;
    private const int MostMonths = 24;

    /// <summary>
    /// Every partner of a folder, which need not be there, by recipient; null when some could not be read, and then who is a partner is
    /// not judged.
    /// </summary>
    internal IReadOnlyDictionary<string, Partner>? LoadFolder(string folder)
    {
        var partners = new Dictionary<string, Partner>(StringComparer.Ordinal);
        var areAllRead = true;
        var paths = files.Directory.Exists(folder) ? files.Directory.EnumerateFiles(folder, "*.json") : [];
        foreach (var file in paths.Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal))
        {
            if (Load(file) is not { } loaded)
            {
                areAllRead = false;
            }
            else if (!partners.TryAdd(loaded.Partner.Recipient, loaded.Partner))
            {
                faults.Add(
                    loaded.Recipient, $"there are two partners \"{loaded.Partner.Recipient}\"", "Write all contracts of one in one file.");
            }
        }

        return areAllRead ? partners : null;
    }

    /// <summary>A business id; null after a fault, and when it is missing where it need not be there.</summary>
    internal static BusinessId? Id(SectionReader reader, string key, bool required = true)
    {
        if (reader.Text(key, required) is not { } text)
        {
            return null;
        }

        if (BusinessId.TryParse(text, out var id))
        {
            return id;
        }

        reader.Fault(
            key, $"\"{key}\" is \"{text}\"; expected a business id: seven digits, a hyphen and the check digit that belongs to them",
            "Correct it.");
        return null;
    }

    private LoadedPartner? Load(string file)
    {
        var json = PositionedJson.ReadFile(files, file, faults);
        if ((json is null ? null : SectionReader.Open(json, ConfigurationKeys.Partner, faults)) is not { } reader)
        {
            return null;
        }

        var recipient = reader.Text("recipient", ConfigurationPatterns.Id, "small letters, digits and dashes, 64 at most");
        var name = Line(reader, "name", LongestName);
        var hasLabel = reader.Value("sourceLabel", required: false) is not null;
        var label = hasLabel ? Label(reader) : SourceLabel.Of(name ?? "");
        var (contracts, areAllRead) = Contracts(reader);
        if (recipient is null || name is null || label is null || contracts.Count == 0 || !areAllRead)
        {
            return null;
        }

        if (Path.GetFileNameWithoutExtension(file) != recipient)
        {
            reader.Fault(
                "recipient", $"the partner \"{recipient}\" is in a file of another name", $"Rename the file to {recipient}.json.",
                FaultKind.Warning);
        }

        return new LoadedPartner(
            new Partner { Recipient = recipient, Name = name, Label = label, Contracts = contracts }, reader.PlaceOf("recipient"));
    }

    private static SourceLabel? Label(SectionReader reader) =>
        reader.Section("sourceLabel", ConfigurationKeys.PartnerLabel) is { } section
        && Line(section, "fi", LongestLabel) is var fi
        && Line(section, "sv", LongestLabel) is var sv
        && fi is not null
        && sv is not null
            ? new SourceLabel(fi, sv)
            : null;

    private (List<PartnerContract> Contracts, bool AreAllRead) Contracts(SectionReader reader)
    {
        var contracts = new List<PartnerContract>();
        var areAllRead = true;
        foreach (var item in reader.Items("contracts"))
        {
            if (SectionReader.Open(item, ConfigurationKeys.PartnerContract, faults) is not { } opened
                || Contract(opened) is not { } contract)
            {
                areAllRead = false;
                continue;
            }

            if (contracts.Exists(other => other.EndCustomer == contract.EndCustomer
                && other.From <= (contract.To ?? DateOnly.MaxValue)
                && contract.From <= (other.To ?? DateOnly.MaxValue)))
            {
                opened.Fault(
                    "from", $"two contracts with {contract.EndCustomer} are in force on the same day",
                    "Let one end with \"to\" before the other.");
            }

            contracts.Add(contract);
        }

        return (contracts, areAllRead);
    }

    private static PartnerContract? Contract(SectionReader reader)
    {
        var customer = reader.Section(EndCustomer, ConfigurationKeys.EndCustomer);
        var id = customer is null ? null : Id(customer, "businessId");
        var name = customer is null ? null : Line(customer, "name", LongestName);
        var sector = reader.Word("sector", [.. CustomerSectorNames.All]);
        var (from, to) = (reader.Date("from"), reader.Date("to", required: false));
        var months = reader.Number("useMonths", 1, MostMonths) ?? PartnerContract.DefaultUseMonths;
        if (to < from)
        {
            reader.Fault("to", "the contract ends before it begins", "Correct \"from\" or \"to\".");
        }

        return id is null || name is null || sector is null || from is null
            || (to is null && reader.Value("to", required: false) is not null)
            ? null
            : new PartnerContract
            {
                EndCustomer = id.Value,
                Name = name,
                Sector = CustomerSectorNames.Find(sector)!.Value,
                From = from.Value,
                To = to,
                UseMonths = months,
            };
    }

    /// <summary>A text that can be printed on one line; null after a fault.</summary>
    private static string? Line(SectionReader reader, string key, int longest)
    {
        if (reader.Text(key) is not { } text)
        {
            return null;
        }

        if (text.Trim().Length > 0 && text.Length <= longest && !text.Any(char.IsControl))
        {
            return text.Trim();
        }

        reader.Fault(
            key, $"\"{key}\" cannot be printed on a line; expected were 1 to {longest} characters without line breaks", "Correct it.");
        return null;
    }
}
