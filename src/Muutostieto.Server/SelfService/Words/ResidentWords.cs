using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.SelfService.Residents;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>The words of the municipality's pages.</summary>
internal sealed class ResidentWords(string language) : AreaWords("ResidentWords", language), IAreaWords<ResidentWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string History => Text();

    public string HistoryWhat => Text();

    public string NoTasks => Text();

    public string ForTask => Text();

    public string ForTaskHint => Text();

    public string Who => Text();

    public string AgeFrom => Text();

    public string AgeTo => Text();

    public string AgeHint => Text();

    public string Turning => Text();

    public string From => Text();

    public string To => Text();

    public string OnlyFor => Text();

    public string Narrow => Text();

    public string Municipality => Text();

    public string PostalCode => Text();

    public string PostalCodeHint => Text();

    public string MotherTongue => Text();

    public string MotherTongueHint => Text();

    public string Sex => Text();

    public string Reference => Text();

    public string ReferenceHint => Text();

    public string Count => Text();

    public string SaveAs => Text();

    public string Save => Text();

    public string Saved => Text();

    public string Use => Text();

    public string BackToList => Text();

    public string ChangeSaved => Text();

    public string Rename => Text();

    public string Remove => Text();

    public string NewName => Text();

    public string Waits => Text();

    public string Progress => Text();

    public string Fits => Text();

    public string FewFit => Text();

    public string CountOnly => Text();

    public string NoOne => Text();

    public string Price => Text();

    public string MakeList => Text();

    public string MakeListWhat => Text();

    public string Files => Text();

    public string Show => Text();

    public string Again => Text();

    public string Rows => Text();

    public string MoreInFiles => Text();

    public string When => Text();

    public string State => Text();

    public string Persons => Text();

    public string Downloads => Text();

    public string NoPicks => Text();

    public string Search => Text();

    public string Unknown => Text();

    static ResidentWords IAreaWords<ResidentWords>.In(string language) => new(language);

    internal string KindOf(ResidentSearchKind kind) => Text($"Kind.{kind}");

    internal string SexOf(string? sex) => Text($"Sex.{sex ?? "Any"}");

    internal string StateOf(PickState state) => Text($"State.{state}");

    internal string FaultOf(PickFault fault) => Text($"PickFault.{fault}");

    internal string RefusalOf(ListRefusal refusal) => Text($"Refusal.{refusal}");

    internal string LimitOf(ResidentLimit limit) => Text($"Limit.{limit}");

    internal string FormOf(ListForm form) => Text($"Form.{form}");

    internal string WhatOf(ListForm form) => Text($"Form.{form}.What");

    /// <summary>A column's heading; null for a field that only the installation's own layouts have.</summary>
    /// <param name="field">Its name in the layouts.</param>
    internal string? ColumnOf(string field) => Find($"Column.{field}");

    internal string UntilOf(string time) => Format(Text("Until"), time);

    internal string PriceOf(string euros) => Format(Text("Euros"), euros);

    /// <summary>A saved search as buttons name it for those who hear the page.</summary>
    internal string SearchNamed(string name) => Format(Text("NamedSearch"), name);

    /// <summary>What is wrong with a field, after its label: labels may be singular or plural.</summary>
    internal string FaultOf(FieldFault fault) => $"{LabelOf(fault.Field)}: {Text($"Fault.{fault.Fault}")}.";

    private string LabelOf(string field) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SearchFields.AgeFrom] = AgeFrom,
        [SearchFields.AgeTo] = AgeTo,
        [SearchFields.Turning] = Turning,
        [SearchFields.From] = From,
        [SearchFields.To] = To,
        [SearchFields.Municipalities] = Municipality,
        [SearchFields.PostalCodes] = PostalCode,
        [SearchFields.MotherTongues] = MotherTongue,
        [SearchFields.Sex] = Sex,
        [SearchFields.Reference] = Reference,
        [SearchFields.Name] = SaveAs,
    }.GetValueOrDefault(field, Who);

    /// <summary>How many fit: of those who may only be counted, a number that was rounded down.</summary>
    internal string CountOf(ResidentPick pick, SiteWords site) => pick switch
    {
        { IsBelowFive: true } => FewFit,
        { Persons: not { } } => "–",
        { MayList: true, Persons: { } persons } => site.Count(persons),
        { Persons: { } persons } => Format(Text("AtLeast"), site.Count(persons)),
    };
}
