namespace Muutostieto.SelfService.Applications;

/// <summary>What a data protection statement answers by yes or no. The words are those of pages.</summary>
public enum DataProtectionQuestion
{
    /// <summary>Whether there is a description of the register and of how it is processed.</summary>
    RegisterIsDescribed,

    /// <summary>Whether only those who need the data have access.</summary>
    AccessIsLimited,

    /// <summary>Whether use of the data is logged and looked through.</summary>
    UseIsLogged,

    /// <summary>Whether those who process the data are bound to secrecy and instructed.</summary>
    StaffIsInstructed,

    /// <summary>Whether processors are bound by contract.</summary>
    ProcessorsAreBound,

    /// <summary>Whether it is decided when the data are erased.</summary>
    ErasureIsDecided,
}
