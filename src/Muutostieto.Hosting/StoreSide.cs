namespace Muutostieto.Hosting;

/// <summary>Where stores are copied from or to.</summary>
public enum StoreSide
{
    /// <summary>The files of the data folder.</summary>
    Files,

    /// <summary>The database of the settings (<c>Store</c>).</summary>
    Database,
}
