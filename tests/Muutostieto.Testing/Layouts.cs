using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Groups;

namespace Muutostieto.Testing;

/// <summary>The layouts that the project ships.</summary>
internal static class Layouts
{
    internal static GroupCatalog Catalog { get; } =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "groups.json"));

    /// <summary>The layouts of buildings that the project ships.</summary>
    internal static GroupCatalog Buildings { get; } =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    /// <summary>The layouts with a text in the place of another one, everywhere.</summary>
    internal static GroupCatalog Changed(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Catalog.Source.Span);
        return text.Contains(from, StringComparison.Ordinal)
            ? GroupCatalogReader.Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).Catalog
                ?? throw new InvalidOperationException("The layouts cannot be read any more.")
            : throw new InvalidOperationException($"The layouts do not have {from}.");
    }
}
