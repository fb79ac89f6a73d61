using Muutostieto.SelfService.Applications;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the pages of applications for permits.</summary>
internal sealed class ApplicationWords(string language) : AreaWords("ApplicationWords", language), IAreaWords<ApplicationWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string New => Text();

    public string NewWhat => Text();

    public string WhatFor => Text();

    public string Register => Text();

    public string RegisterHint => Text();

    public string Purposes => Text();

    public string LegalGround => Text();

    public string LegalGroundHint => Text();

    public string WhoseData => Text();

    public string Area => Text();

    public string AreaMunicipalities => Text();

    public string AreaMunicipalitiesHint => Text();

    public string AreaCounty => Text();

    public string Choose => Text();

    public string How => Text();

    public string Way => Text();

    public string WayHint => Text();

    public string WayOrders => Text();

    public string WayChanges => Text();

    public string ForOrders => Text();

    public string Targets => Text();

    public string Groups => Text();

    public string GroupsHint => Text();

    public string Formats => Text();

    public string ForChanges => Text();

    public string Product => Text();

    public string Rhythm => Text();

    public string RhythmDaily => Text();

    public string RhythmWorkdays => Text();

    public string RhythmTime => Text();

    public string RhythmTimeHint => Text();

    public string RhythmFrom => Text();

    public string Protection => Text();

    public string StatementHint => Text();

    public string Yes => Text();

    public string No => Text();

    public string StatementText => Text();

    public string StatementTextHint => Text();

    public string Contact => Text();

    public string ContactName => Text();

    public string ContactEmail => Text();

    public string ContactPhone => Text();

    public string Validity => Text();

    public string ValidFrom => Text();

    public string ValidTo => Text();

    public string ValidToHint => Text();

    static ApplicationWords IAreaWords<ApplicationWords>.In(string language) => new(language);

    internal string OneOf(string number) => Format(Text("One"), number);

    internal string EditOf(string number) => Format(Text("Edit"), number);

    internal string WithdrawOf(string number) => Format(Text("WithdrawTitle"), number);

    internal string AreaOf(AreaKind kind) => Text($"AreaKind.{kind}");

    internal string QuestionOf(DataProtectionQuestion question) => Text($"Question.{question}");

    internal string WeeklyOn(string day) => Format(Text("RhythmWeekly"), day);

    internal string BiweeklyOn(string day) => Format(Text("RhythmBiweekly"), day);
}
