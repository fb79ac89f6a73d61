namespace Muutostieto.Register.Import;

/// <summary>What an import has done so far, see <see cref="ImportResult"/>.</summary>
internal sealed class ImportCounts
{
    public long Records { get; set; }

    public long Added { get; set; }

    public long Replaced { get; set; }

    public long Unchanged { get; set; }

    public long Changed { get; set; }

    public long Skipped { get; set; }

    public long Merged { get; set; }

    public long Held { get; set; }

    public long Buildings { get; set; }
}
