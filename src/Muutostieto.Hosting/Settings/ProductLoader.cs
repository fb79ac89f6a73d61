using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

internal sealed class ProductLoader(IFileSystem files, IReadOnlyDictionary<string, GroupOutline> known, FaultCollector faults)
{
    private const string End = "loppupv";
    private static readonly string[] ChannelNames = ["files", "interface"];

    public Product? Load(string file)
    {
        var json = PositionedJson.ReadFile(files, file, faults);
        var reader = json is null ? null : SectionReader.Open(json, ConfigurationKeys.Product, faults);
        if (reader is null)
        {
            return null;
        }

        var id = reader.Text("id", ConfigurationPatterns.Id, "small letters, digits and dashes");
        var fi = reader.Text("fi");
        var en = reader.Text("en");
        IReadOnlyList<PermitChannel> channels = Channels(reader);
        IReadOnlyList<ProductGroup> groups = Groups(reader);
        return id is null || fi is null || en is null ? null : new Product(id, fi, en, groups) { Channels = channels };
    }

    /// <summary>Without the key: files alone, which is what products were for before there were connections.</summary>
    private List<PermitChannel> Channels(SectionReader product)
    {
        if (product.Value("channels", required: false) is null)
        {
            return [PermitChannel.Files];
        }

        var channels = new List<PermitChannel>();
        foreach (var name in product.Texts("channels"))
        {
            var index = Array.IndexOf(ChannelNames, name.Text);
            if (index < 0)
            {
                faults.Add(
                    name.Place,
                    $"there is no channel \"{name.Text}\"",
                    Suggestion.For(name.Text, ChannelNames) + $"Possible: {string.Join(", ", ChannelNames)}.");
            }
            else
            {
                channels.Add((PermitChannel)index);
            }
        }

        channels.Sort();
        return channels;
    }

    private List<ProductGroup> Groups(SectionReader product)
    {
        var groups = new SortedDictionary<string, ProductGroup>(StringComparer.Ordinal);
        foreach (var item in product.Items("groups"))
        {
            var reader = SectionReader.Open(item, ConfigurationKeys.ProductGroup, faults);
            var code = reader?.Text("group");
            if (reader is null || code is null)
            {
                continue;
            }

            if (!known.TryGetValue(code, out var outline))
            {
                reader.Fault(
                    "group",
                    $"there is no group \"{code}\"",
                    Suggestion.For(code, known.Keys) + "Groups and their fields are in groups.json.");
            }
            else if (!groups.TryAdd(code, new ProductGroup(code, Fields(reader, code, outline.Fields))))
            {
                reader.Fault("group", $"duplicate group {code} in the product", "Keep one of the two.");
            }
        }

        RequireGroups(product, groups);
        foreach (
            var group in groups.Values.Where(group =>
                group.Fields?.Contains(End) == false && known[group.Group].Fields.Contains(End)))
        {
            product.Fault(
                "groups",
                $"the group {group.Group} lacks the field \"{End}\": without it what has ended looks as if it were in force",
                $"Add \"{End}\" to its fields.");
        }

        return [.. groups.Values];
    }

    /// <summary>
    /// Without some groups a recipient's register could not be kept: people change their code, die and move away, and a masked address
    /// (101) withdraws what an order covers: other addresses, contact data, identifiers of the dwelling. Their fields belong together too;
    /// a part of an address could neither be ended nor masked.
    /// </summary>
    private void RequireGroups(SectionReader product, SortedDictionary<string, ProductGroup> groups)
    {
        Require(product, groups, "001", "it carries changes of identity code");
        Require(product, groups, "013", "it carries deaths", "kuolinpv");
        Require(product, groups, "204", "it carries moves into the area and away", "kuntanumero");

        if (groups.Keys.FirstOrDefault(code => known[code].IsCovered) is { } covered)
        {
            Require(product, groups, "101", $"the masked address in it withdraws group {covered} when a non-disclosure order is set");
        }
    }

    private void Require(
        SectionReader product,
        SortedDictionary<string, ProductGroup> groups,
        string code,
        string reason,
        params string[] fields)
    {
        // A group that the layouts do not have is their fault, and reported there.
        if (!known.TryGetValue(code, out var outline))
        {
            return;
        }

        if (!groups.TryGetValue(code, out var group))
        {
            product.Fault("groups", $"the group {code} is missing: {reason}", $"Add {{ \"group\": \"{code}\" }}.");
        }
        else if (group.Fields is { } some
            && (fields.Length == 0 ? [.. outline.Fields] : fields).Except(some).FirstOrDefault() is { } lacking)
        {
            product.Fault(
                "groups",
                $"the group {code} lacks the field \"{lacking}\": {reason}",
                fields.Length == 0 ? "Leave \"fields\" out, which means all." : $"Add \"{lacking}\" to its fields.");
        }
    }

    private List<string>? Fields(SectionReader reader, string code, IReadOnlySet<string> fields)
    {
        if (reader.Value("fields", required: false) is null)
        {
            return null;
        }

        var names = reader.Texts("fields");
        if (names is [{ Text: "*" }])
        {
            return null;
        }

        foreach (var name in names.Where(name => !fields.Contains(name.Text)))
        {
            var remedy =
                name.Text == "*"
                    ? "Write [\"*\"] alone for all fields."
                    : Suggestion.For(name.Text, fields) + $"Fields of {code}: {string.Join(", ", fields.Order(StringComparer.Ordinal))}.";
            faults.Add(name.Place, $"the group {code} has no field \"{name.Text}\"", remedy);
        }

        return [.. names.Select(name => name.Text).Order(StringComparer.Ordinal)];
    }
}
