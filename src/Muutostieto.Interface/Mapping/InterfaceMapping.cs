using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Interface.Mapping;

/// <summary>Where the mapping of the interface is: in the configuration, or where that has none the one that came with the
/// program.</summary>
public static class InterfaceMapping
{
    public const string File = "tietoryhmat.json";

    /// <exception cref="MuutostietoException">Usage: it has faults, all of which are in the message.</exception>
    public static InterfaceCatalog Load(IFileSystem files, string directory, GroupCatalog layouts)
    {
        var path = Path.Combine(directory, File);
        return files.File.Exists(path) ? InterfaceCatalogReader.Load(files, path, layouts) : InterfaceCatalogReader.Default(layouts);
    }

    /// <summary>What is wrong with it, every fault at once; null when nothing is.</summary>
    public static string? FaultOf(IFileSystem files, string directory, GroupCatalog layouts)
    {
        try
        {
            _ = Load(files, directory, layouts);
            return null;
        }
        catch (MuutostietoException failure)
        {
            return failure.Message;
        }
    }
}
