namespace Muutostieto.Records.Groups;

/// <summary>What the records of a file of layouts are about; it decides what the code in their headers is, and what it is called.</summary>
public enum RecordUnit
{
    /// <summary>A person by identity code: <c>hetu</c> in JSON, <c>henkilotunnus</c> in CSV.</summary>
    Person,

    /// <summary>A building by permanent building code: <c>rakennustunnus</c> in JSON and CSV.</summary>
    Building,
}
