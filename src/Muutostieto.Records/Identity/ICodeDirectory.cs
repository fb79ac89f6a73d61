namespace Muutostieto.Records.Identity;

/// <summary>What a register, or a recipient's database, knows of identity codes.</summary>
public interface ICodeDirectory
{
    /// <summary>Who has the code.</summary>
    CodeHolders HoldersOf(string code);

    /// <summary>Whether the code was once the person's and is not any more: it was deleted, or given to another person.</summary>
    bool Lost(long person, string code);

    /// <summary>
    /// Whether the person has a record of its own in the file being read, so that another record cannot mean the same person by a former
    /// code.
    /// </summary>
    bool IsApart(long person);
}
