namespace Muutostieto.SelfService.Decisions;

/// <summary>Why a file of the configuration could not be written. Whatever it is, nothing was decided.</summary>
public enum WriteFailure
{
    /// <summary>Another file has its name, and stays as it is: choose another id.</summary>
    Taken,

    /// <summary>The folder is read-only for the program: download the text, put it there, and approve again.</summary>
    ReadOnly,

    /// <summary>The disk refused: make room or put it right, and approve again.</summary>
    Disk,
}
