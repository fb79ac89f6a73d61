using Muutostieto.Records.Files;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>The folders that are copied from, to which nothing is written until it is disposed of.</summary>
internal sealed class SourceFolders : IDisposable
{
    private readonly List<(string Schema, IFolderSource Source)> opened = [];

    internal SourceFolders(IDiskSync disk, IEnumerable<IFolderPart> parts)
    {
        try
        {
            foreach (var part in parts)
            {
                opened.Add((part.Database.Schema, part.OpenSource(disk)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Each with its schema in the database.</summary>
    internal IReadOnlyList<(string Schema, IFolderSource Source)> All => opened;

    public void Dispose()
    {
        foreach (var (_, source) in opened)
        {
            source.Dispose();
        }
    }
}
