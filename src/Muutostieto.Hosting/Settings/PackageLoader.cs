using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Packages;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the packages of extracts.</summary>
/// <param name="files">Where they are.</param>
/// <param name="groups">The groups that there are.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class PackageLoader(IFileSystem files, OrderableGroups groups, FaultCollector faults)
{
    /// <summary>
    /// Every package of a folder, which need not be there, by id; null when some could not be read, and then which there are is not judged.
    /// </summary>
    internal IReadOnlyDictionary<string, ExtractPackage>? LoadFolder(string folder)
    {
        var packages = new Dictionary<string, ExtractPackage>(StringComparer.Ordinal);
        var areAllRead = true;
        var paths = files.Directory.Exists(folder) ? files.Directory.EnumerateFiles(folder, "*.json") : [];
        foreach (var file in paths.Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal))
        {
            if (Load(file) is not { } package)
            {
                areAllRead = false;
            }
            else if (!packages.TryAdd(package.Id, package))
            {
                faults.Add(new JsonPlace(file, 0, 0, "id"), $"there are two packages \"{package.Id}\"", "Give one of them another id.");
            }
        }

        return areAllRead ? packages : null;
    }

    private ExtractPackage? Load(string file)
    {
        var json = PositionedJson.ReadFile(files, file, faults);
        if ((json is null ? null : SectionReader.Open(json, ConfigurationKeys.Package, faults)) is not { } reader)
        {
            return null;
        }

        var id = reader.Text("id", ConfigurationPatterns.Id, "small letters, digits and dashes, 64 at most");
        var (fi, en) = (reader.Text("fi"), reader.Text("en"));
        OrderTarget? target = reader.Word("target", OrdersChannelLoader.TargetNames) is { } word
            ? (OrderTarget)Array.IndexOf(OrdersChannelLoader.TargetNames, word)
            : null;
        var hasTable = reader.Value("table", required: false) is not null;
        PackageTable? table = hasTable && reader.Word("table", PackageTableNames.All) is { } tableName
            ? (PackageTable)PackageTableNames.All.Index().First(each => each.Item == tableName).Index
            : null;
        if (table is { } given && target is { } rows && rows != PackageTableNames.TargetOf(given))
        {
            var name = OrderTargetNames.Of(PackageTableNames.TargetOf(given));
            reader.Fault(
                "table",
                $"the table \"{PackageTableNames.All[(int)given]}\" is of {name}, and the package is not",
                $"Write \"target\": \"{name}\".");
        }

        var isStandard = reader.Boolean("standard", defaultValue: false);
        var content = new GroupChoiceLoader(groups.All, faults).Load(reader);
        var check = new TargetCheck(groups, faults);
        foreach (var (group, place) in content)
        {
            check.CheckGroup(target, group, place);
        }

        if (id is null || fi is null || en is null || target is null || content.Count == 0 || (hasTable && table is null))
        {
            return null;
        }

        if (Path.GetFileNameWithoutExtension(file) != id)
        {
            reader.Fault("id", $"the package \"{id}\" is in a file of another name", $"Rename the file to {id}.json.", FaultKind.Warning);
        }

        return new ExtractPackage(id, fi, en, target.Value, [.. content.Select(each => each.Group)])
        {
            IsStandard = isStandard,
            Table = table,
        };
    }
}
