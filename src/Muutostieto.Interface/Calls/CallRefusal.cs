namespace Muutostieto.Interface.Calls;

/// <summary>Why a call is not answered. What status and problem type it is, the edge decides.</summary>
public enum CallRefusal
{
    /// <summary>The request is not what the call expects.</summary>
    Malformed,

    /// <summary>The request's body is larger than any that is answered.</summary>
    TooLarge,

    /// <summary>The key that the client has is not one that the register has given yet.</summary>
    KeyBeyondHead,

    /// <summary>The key lies before the register's load, whose persons are in no page.</summary>
    KeyBeforeLoad,
}
