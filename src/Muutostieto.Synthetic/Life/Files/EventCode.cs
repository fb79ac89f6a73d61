namespace Muutostieto.Synthetic.Life.Files;

/// <summary>Event codes of a record's header, as they have been seen in the old files.</summary>
internal static class EventCode
{
    public const string Birth = "XSS";
    public const string ChildNamed = "XBL";
    public const string ParentChanged = "XBX";
    public const string Parenthood = "XBO";
    public const string CustodyDecision = "XBA";
    public const string CustodyAgreement = "XCA";
    public const string CustodyCorrected = "XEA";
    public const string Marriage = "XBV";
    public const string FirstNameChange = "XAN";
    public const string SurnameChange = "XDV";
    public const string CodeChange = "XAZ";
    public const string Move = "XCM";
    public const string MoveAbroad = "XKP";
    public const string ForeignerRegistered = "XLU";
    public const string ForeignerWithoutMunicipality = "XTU";
    public const string ForeignerUpkeep = "XUF";
    public const string MoveCorrected = "XMF";
    public const string Upkeep = "XCF";
    public const string Death = "XRK";
    public const string Citizenship = "XCI";
    public const string NonDisclosure = "XCG";
    public const string AdultGuardianship = "XBH";
    public const string ForeignNumber = "X99";
    public const string SelfReported = "XO1";
}
