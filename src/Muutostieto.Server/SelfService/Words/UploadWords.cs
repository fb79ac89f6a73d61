using Muutostieto.SelfService.Deliveries;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the pages of uploads.</summary>
internal sealed class UploadWords(string language) : AreaWords("UploadWords", language), IAreaWords<UploadWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string NoPlaces => Text();

    public string Place => Text();

    public string File => Text();

    public string Send => Text();

    public string SendWhat => Text();

    public string FileMissing => Text();

    public string FileKind => Text();

    public string PlaceMissing => Text();

    public string Sent => Text();

    public string None => Text();

    public string Name => Text();

    public string Permit => Text();

    public string Size => Text();

    public string When => Text();

    public string State => Text();

    public string Result => Text();

    public string ToResult => Text();

    public string UnsureWhat => Text();

    public string FailedWhat => Text();

    static UploadWords IAreaWords<UploadWords>.In(string language) => new(language);

    internal string StateOf(UploadState state) => Text($"State.{state}");

    /// <summary>A place as its user chooses it.</summary>
    internal string PlaceOf(UploadPlace place) => place.Order is { } order
        ? Format(Text("UpdateOf"), place.Permit, order)
        : Format(Text("ListOf"), place.Permit);

    internal string HintOf(UploadPlace place, string largest) =>
        Format(place.Order is null ? Text("ListHint") : Text("UpdateHint"), largest);

    internal string MostOf(long most) => Format(Text("FileMost"), most);

    internal string LinesOf(long count, string shown) => Plural("Lines", count, shown);

    internal string ChangesOf(string added, string removed) => Format(Text("Changes"), added, removed);

    /// <summary>Why a line was refused, by the name that the ledger has for it; one that it has not is shown as it is.</summary>
    internal string WhyOf(string name) => Find($"Why.{name}") ?? name;

    internal string RefusedLinesOf(string lines) => Format(Text("RefusedAt"), lines);

    /// <summary>More lines were refused than are shown.</summary>
    internal string FirstRefusedOf(string count, string shown, string lines) => Format(Text("FirstRefusedAt"), count, shown, lines);

    /// <summary>Of a list that has no more.</summary>
    internal string NewestOf(string count) => Format(Text("Newest"), count);
}
